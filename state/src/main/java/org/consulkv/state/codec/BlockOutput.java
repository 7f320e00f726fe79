package org.consulkv.state.codec;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/// A stream of protobuf fields in checksummed blocks, so that damage is found where it is, and
/// nothing behind it is trusted. A block is its length and the CRC-32C of its content, as four
/// bytes each, highest first, and the content: whole fields. An empty block is the end.
///
/// Threading: confined to one thread.
public final class BlockOutput {
  static final byte[] MAGIC = {'C', 'K', 'V', 'S', 'N', 'A', 'P', '1'};

  private static final int BLOCK_BYTES = 64 * 1024;

  private final OutputStream target;
  private final ByteArrayOutputStream block = new ByteArrayOutputStream(BLOCK_BYTES + 1024);
  private final CodedOutputStream fields = CodedOutputStream.newInstance(block);

  public BlockOutput(OutputStream target) throws IOException {
    this.target = target;
    target.write(MAGIC);
  }

  /// Adds a field with a message.
  public void field(int number, byte[] message) throws IOException {
    fields.writeByteArray(number, message);
    fields.flush();
    if (block.size() >= BLOCK_BYTES) {
      writeBlock();
    }
  }

  /// Writes what is left and the end. The target stays open.
  public void finish() throws IOException {
    if (block.size() > 0) {
      writeBlock();
    }
    writeBlock();
    target.flush();
  }

  private void writeBlock() throws IOException {
    byte[] content = block.toByteArray();
    block.reset();
    CRC32C checksum = new CRC32C();
    checksum.update(content);
    target.write(
        ByteBuffer.allocate(8).putInt(content.length).putInt((int) checksum.getValue()).array());
    target.write(content);
  }
}
