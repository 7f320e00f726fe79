package org.consulkv.agent.check;

import io.netty.buffer.ByteBuf;

/// Takes the frames apart in which Docker's daemon sends an exec's two outputs: a byte for which,
/// three of nothing, four for the length, and the bytes.
///
/// Threading: confined to the event loop.
final class DockerFrames {
  private static final int HEADER_BYTES = 8;
  private static final int LENGTH_AT = 4;

  private final Output output;
  private int headerRead;
  private long left;

  DockerFrames(Output output) {
    this.output = output;
  }

  Output output() {
    return output;
  }

  void write(ByteBuf part) {
    byte[] bytes = new byte[part.readableBytes()];
    part.getBytes(part.readerIndex(), bytes);
    int at = 0;
    while (at < bytes.length) {
      if (headerRead < HEADER_BYTES) {
        left = headerRead < LENGTH_AT ? 0 : left << 8 | (bytes[at] & 0xff);
        headerRead++;
        at++;
      } else {
        int taken = (int) Math.min(left, bytes.length - at);
        output.write(bytes, at, taken);
        at += taken;
        left -= taken;
      }
      if (headerRead == HEADER_BYTES && left == 0) {
        headerRead = 0;
      }
    }
  }
}
