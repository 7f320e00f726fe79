package org.consulkv.http.forward;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import org.consulkv.http.listener.Reply;
import org.consulkv.runtime.Bytes;
import org.consulkv.runtime.rpc.RpcException;
import org.consulkv.state.codec.Wire;

/// The answer to a request that was passed on: protobuf's wire format, whose unknown fields are
/// passed over.
///
/// @param lines header lines, each with its line end
/// @param applied the last entry of the log that the state held which the answer comes from
public record ForwardedAnswer(int status, Bytes lines, Bytes body, long applied) {
  private static final int STATUS = 1;
  private static final int LINES = 2;
  private static final int BODY = 3;
  private static final int APPLIED = 4;

  /// Takes the reply's content.
  static ForwardedAnswer of(Reply reply, long applied) {
    return new ForwardedAnswer(
        reply.status(), Bytes.owning(reply.lines()), Bytes.owning(reply.takeBody()), applied);
  }

  Bytes encoded() {
    return Bytes.owning(
        Wire.message(
            32 + lines.length() + body.length(),
            out -> {
              Wire.number(out, STATUS, status);
              Wire.bytes(out, LINES, lines);
              Wire.bytes(out, BODY, body);
              Wire.number(out, APPLIED, applied);
            }));
  }

  /// @throws RpcException if these bytes are no answer
  static ForwardedAnswer decode(Bytes encoded) {
    try {
      return read(CodedInputStream.newInstance(encoded.shared()));
    } catch (IOException e) {
      throw new RpcException(RpcException.Reason.LOST, "malformed answer: " + e.getMessage());
    }
  }

  private static ForwardedAnswer read(CodedInputStream in) throws IOException {
    int status = 0;
    Bytes lines = Bytes.EMPTY;
    Bytes body = Bytes.EMPTY;
    long applied = 0;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (Wire.field(tag)) {
        case STATUS -> status = in.readUInt32();
        case LINES -> lines = Wire.readBytes(in);
        case BODY -> body = Wire.readBytes(in);
        case APPLIED -> applied = in.readUInt64();
        default -> in.skipField(tag);
      }
    }
    if (status < 200 || status > 599) {
      throw new IOException("status " + status);
    }
    return new ForwardedAnswer(status, lines, body, applied);
  }

  Reply reply() {
    Reply reply = Reply.of(status).headerLines(lines.shared());
    return body.isEmpty() ? reply : reply.body(body.shared());
  }
}
