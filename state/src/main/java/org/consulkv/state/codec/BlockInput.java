package org.consulkv.state.codec;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;

/// Reads what [BlockOutput] wrote; other fields than messages are passed over.
///
/// Threading: confined to one thread.
public final class BlockInput {
  /// Larger blocks are taken for damage: a block is at most 64 KiB and one field more.
  private static final int MOST_BYTES = 64 << 20;

  private final InputStream source;
  private CodedInputStream fields = CodedInputStream.newInstance(new byte[0]);
  private int number;
  private byte[] field = {};

  public BlockInput(InputStream source) throws IOException {
    this.source = source;
    if (!Arrays.equals(source.readNBytes(BlockOutput.MAGIC.length), BlockOutput.MAGIC)) {
      throw new IOException("not a snapshot of this program");
    }
  }

  /// Goes to the next field.
  ///
  /// @return false at the end, if it is where it belongs
  public boolean next() throws IOException {
    while (true) {
      int tag = fields.readTag();
      if (tag == 0) {
        byte[] content = readBlock();
        if (content.length == 0) {
          return false;
        }
        fields = CodedInputStream.newInstance(content);
      } else if (WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
        number = WireFormat.getTagFieldNumber(tag);
        field = fields.readByteArray();
        return true;
      } else {
        fields.skipField(tag);
      }
    }
  }

  /// The number of the present field.
  public int number() {
    return number;
  }

  /// The message in the present field.
  public byte[] field() {
    return field;
  }

  private byte[] readBlock() throws IOException {
    ByteBuffer head = ByteBuffer.wrap(read(8));
    int length = head.getInt();
    int expected = head.getInt();
    if (length < 0 || length > MOST_BYTES) {
      throw new IOException("the snapshot is damaged: a block of " + length + " bytes");
    }
    byte[] content = read(length);
    CRC32C checksum = new CRC32C();
    checksum.update(content);
    if ((int) checksum.getValue() != expected) {
      throw new IOException("the snapshot is damaged: a checksum is wrong");
    }
    return content;
  }

  private byte[] read(int length) throws IOException {
    byte[] read = source.readNBytes(length);
    if (read.length < length) {
      throw new EOFException("the snapshot ends too early");
    }
    return read;
  }
}
