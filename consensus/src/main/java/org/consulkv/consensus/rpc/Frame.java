package org.consulkv.consensus.rpc;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import org.consulkv.runtime.Bytes;
import org.consulkv.runtime.rpc.RpcException;
import org.consulkv.runtime.rpc.RpcException.Reason;

/// What is on the wire. A connection starts with [#MAGIC] and its kind. Then come frames: their
/// length (4 bytes), a type, and in a connection of calls the number of the call (8 bytes).
final class Frame {
  /// Names the protocol and its version.
  static final int MAGIC = 0x434b5231; // CKR1

  static final byte CALLS = 'C';
  static final byte STREAM = 'S';

  static final byte REQUEST = 1;
  static final byte ANSWER = 2;
  static final byte FAILURE = 3;
  static final byte CANCEL = 4;
  static final byte PING = 5;
  static final byte PONG = 6;

  /// The last frame of one direction of a stream.
  static final byte END = 7;

  /// Bytes of a stream that go into one frame.
  static final int CHUNK = 64 << 10;

  /// Type and number of a call.
  static final int HEAD = 9;

  /// The longest name of a method.
  private static final int NAME = 127;

  private Frame() {}

  static ByteBuf preface(byte kind) {
    return Unpooled.buffer(5).writeInt(MAGIC).writeByte(kind);
  }

  static ByteBuf request(ByteBufAllocator memory, long call, String method, Bytes request) {
    byte[] name = method.getBytes(UTF_8);
    if (name.length > NAME) {
      throw new IllegalArgumentException("the name of a method is too long: " + method);
    }
    ByteBuf head = memory.buffer(4 + HEAD + 1 + name.length);
    head.writeInt(HEAD + 1 + name.length + request.length()).writeByte(REQUEST).writeLong(call);
    head.writeByte(name.length).writeBytes(name);
    return join(memory, head, request);
  }

  static String method(ByteBuf frame) {
    return frame.readCharSequence(frame.readByte(), UTF_8).toString();
  }

  static ByteBuf answer(ByteBufAllocator memory, long call, Bytes answer) {
    ByteBuf head = memory.buffer(4 + HEAD);
    head.writeInt(HEAD + answer.length()).writeByte(ANSWER).writeLong(call);
    return join(memory, head, answer);
  }

  static ByteBuf failure(ByteBufAllocator memory, long call, RpcException why) {
    byte[] message = String.valueOf(why.getMessage()).getBytes(UTF_8);
    return memory
        .buffer(4 + HEAD + 1 + message.length)
        .writeInt(HEAD + 1 + message.length)
        .writeByte(FAILURE)
        .writeLong(call)
        .writeByte(code(why.reason()))
        .writeBytes(message);
  }

  static RpcException failure(ByteBuf frame) {
    Reason reason = reason(frame.readByte());
    return new RpcException(
        reason, frame.readCharSequence(frame.readableBytes(), UTF_8).toString());
  }

  static byte code(Reason reason) {
    return switch (reason) {
      case UNREACHABLE -> 1;
      case NO_LEADER -> 2;
      case REFUSED -> 3;
      case LOST -> 4;
    };
  }

  /// A code of a later release may mean anything.
  static Reason reason(byte code) {
    return switch (code) {
      case 1 -> Reason.UNREACHABLE;
      case 2 -> Reason.NO_LEADER;
      case 3 -> Reason.REFUSED;
      default -> Reason.LOST;
    };
  }

  /// A frame without content.
  static ByteBuf bare(ByteBufAllocator memory, byte type, long call) {
    return memory.buffer(4 + HEAD).writeInt(HEAD).writeByte(type).writeLong(call);
  }

  /// A frame of a stream.
  static ByteBuf chunk(byte type, byte[] bytes, int offset, int length) {
    return Unpooled.buffer(5 + length)
        .writeInt(1 + length)
        .writeByte(type)
        .writeBytes(bytes, offset, length);
  }

  static Bytes rest(ByteBuf frame) {
    byte[] content = new byte[frame.readableBytes()];
    frame.readBytes(content);
    return Bytes.owning(content);
  }

  /// Short messages are copied behind their head; long ones are not copied.
  private static ByteBuf join(ByteBufAllocator memory, ByteBuf head, Bytes content) {
    if (content.length() <= CHUNK) {
      return head.writeBytes(content.shared());
    }
    return memory
        .compositeBuffer(2)
        .addComponent(true, head)
        .addComponent(true, Unpooled.wrappedBuffer(content.shared()));
  }
}
