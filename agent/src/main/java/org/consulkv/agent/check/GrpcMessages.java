package org.consulkv.agent.check;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The two messages of gRPC's health service: a request with the service's name (field 1), an
/// answer with a number (field 1), each behind gRPC's five bytes.
final class GrpcMessages {
  static final int SERVING = 1;

  /// An honest answer has less than ten.
  static final int MAX_ANSWER_BYTES = 4096;

  private static final List<String> SERVING_NAMES =
      List.of("UNKNOWN", "SERVING", "NOT_SERVING", "SERVICE_UNKNOWN");
  private static final List<String> CODE_NAMES =
      List.of(
          "OK",
          "Canceled",
          "Unknown",
          "InvalidArgument",
          "DeadlineExceeded",
          "NotFound",
          "AlreadyExists",
          "PermissionDenied",
          "ResourceExhausted",
          "FailedPrecondition",
          "Aborted",
          "OutOfRange",
          "Unimplemented",
          "Internal",
          "Unavailable",
          "DataLoss",
          "Unauthenticated");
  private static final int PREFIX_BYTES = 5; // compressed or not, and the length
  private static final int FIELD_1_VARINT = 0x08;
  private static final int FIELD_1_BYTES = 0x0a;

  private GrpcMessages() {}

  static ByteBuf request(String service) {
    byte[] name = service.getBytes(StandardCharsets.UTF_8);
    ByteBuf message = Unpooled.buffer();
    if (name.length > 0) {
      message.writeByte(FIELD_1_BYTES);
      writeVarint(message, name.length);
      message.writeBytes(name);
    }
    ByteBuf framed = Unpooled.buffer(PREFIX_BYTES + message.readableBytes());
    return framed.writeByte(0).writeInt(message.readableBytes()).writeBytes(message);
  }

  /// The serving status in an answer; 0, unknown, where there is none. Unknown fields are skipped.
  static int servingStatus(ByteBuf answer) {
    if (answer.readableBytes() < PREFIX_BYTES) {
      return 0;
    }
    answer.skipBytes(PREFIX_BYTES);
    long status = 0;
    while (answer.isReadable()) {
      int tag = (int) readVarint(answer);
      if (tag == FIELD_1_VARINT) {
        status = readVarint(answer);
      } else if (!skip(answer, tag & 7)) {
        return 0;
      }
    }
    return status < 0 || status > Integer.MAX_VALUE ? 0 : (int) status;
  }

  static String servingName(int status) {
    return status < SERVING_NAMES.size() ? SERVING_NAMES.get(status) : Integer.toString(status);
  }

  /// The code in a `grpc-status` trailer.
  static int code(CharSequence text) {
    try {
      return Integer.parseInt(text.toString());
    } catch (NumberFormatException _) {
      return 2; // unknown
    }
  }

  static String codeName(int code) {
    return code >= 0 && code < CODE_NAMES.size() ? CODE_NAMES.get(code) : "Code(" + code + ")";
  }

  private static boolean skip(ByteBuf bytes, int wireType) {
    long length =
        switch (wireType) {
          case 0 -> {
            readVarint(bytes);
            yield 0;
          }
          case 1 -> 8;
          case 2 -> readVarint(bytes);
          case 5 -> 4;
          default -> -1;
        };
    if (length < 0 || length > bytes.readableBytes()) {
      return false;
    }
    bytes.skipBytes((int) length);
    return true;
  }

  private static void writeVarint(ByteBuf out, int value) {
    int rest = value;
    while ((rest & ~0x7f) != 0) {
      out.writeByte((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    out.writeByte(rest);
  }

  private static long readVarint(ByteBuf in) {
    long value = 0;
    for (int shift = 0; shift < 64 && in.isReadable(); shift += 7) {
      byte next = in.readByte();
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        break;
      }
    }
    return value;
  }
}
