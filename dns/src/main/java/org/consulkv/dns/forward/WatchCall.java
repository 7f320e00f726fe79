package org.consulkv.dns.forward;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import org.consulkv.runtime.Bytes;
import org.consulkv.runtime.rpc.RpcException;
import org.consulkv.runtime.rpc.RpcException.Reason;
import org.consulkv.state.Indexed;
import org.consulkv.state.codec.Wire;

/// A question about a service whose answer another agent keeps: protobuf's wire format, whose
/// unknown fields are passed over.
///
/// @param question a [ForwardedQuestion]
/// @param index of the answer that it has; 0 for none
record WatchCall(Bytes question, long index) {
  private static final int QUESTION = 1;
  private static final int INDEX = 2;
  private static final int ANSWER = 1;

  Bytes encoded() {
    return encode(QUESTION, question, index);
  }

  static WatchCall decode(Bytes encoded) {
    Indexed<Bytes> read = read(encoded, QUESTION, Reason.REFUSED);
    return new WatchCall(read.value(), read.index());
  }

  /// @param answer a response, encoded
  static Bytes answer(Indexed<Bytes> answer) {
    return encode(ANSWER, answer.value(), answer.index());
  }

  static Indexed<Bytes> readAnswer(Bytes encoded) {
    return read(encoded, ANSWER, Reason.LOST);
  }

  private static Bytes encode(int field, Bytes content, long index) {
    return Bytes.owning(
        Wire.message(
            16 + content.length(),
            out -> {
              Wire.bytes(out, field, content);
              Wire.number(out, INDEX, index);
            }));
  }

  private static Indexed<Bytes> read(Bytes encoded, int field, Reason otherwise) {
    Bytes content = Bytes.EMPTY;
    long index = 0;
    try {
      CodedInputStream in = CodedInputStream.newInstance(encoded.shared());
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        if (Wire.field(tag) == field) {
          content = Wire.readBytes(in);
        } else if (Wire.field(tag) == INDEX) {
          index = in.readUInt64();
        } else {
          in.skipField(tag);
        }
      }
    } catch (IOException e) {
      throw new RpcException(otherwise, "malformed message: " + e.getMessage(), e);
    }
    return new Indexed<>(index, content);
  }
}
