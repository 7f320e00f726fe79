package org.consulkv.http.forward;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.consulkv.runtime.Bytes;

/// The head of a stream: four bytes of its length, then a message.
final class Framed {
  private static final int LONGEST = 1 << 20;

  private Framed() {}

  static Bytes of(Bytes message) {
    byte[] length = ByteBuffer.allocate(Integer.BYTES).putInt(message.length()).array();
    return Bytes.owning(length).concat(message);
  }

  static Bytes read(InputStream in) throws IOException {
    var data = new DataInputStream(in);
    int length = data.readInt();
    if (length < 0 || length > LONGEST) {
      throw new IOException("a head of " + length + " bytes");
    }
    byte[] message = new byte[length];
    data.readFully(message);
    return Bytes.owning(message);
  }
}
