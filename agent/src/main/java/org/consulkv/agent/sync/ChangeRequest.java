package org.consulkv.agent.sync;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import org.consulkv.runtime.Bytes;
import org.consulkv.runtime.rpc.RpcException;
import org.consulkv.runtime.rpc.RpcException.Reason;
import org.consulkv.state.codec.Wire;

/// A change that an agent asks servers to make: protobuf's wire format.
///
/// @param command as the log has it
/// @param onlyLeader whether whoever gets this must not pass it on
record ChangeRequest(Bytes command, boolean onlyLeader) {
  private static final int COMMAND = 1;
  private static final int ONLY_LEADER = 2;

  Bytes encoded() {
    return Bytes.owning(
        Wire.message(
            command.length() + 16,
            out -> {
              Wire.bytes(out, COMMAND, command);
              Wire.flag(out, ONLY_LEADER, onlyLeader);
            }));
  }

  static ChangeRequest decode(Bytes encoded) {
    Bytes command = Bytes.EMPTY;
    boolean onlyLeader = false;
    try {
      CodedInputStream in = CodedInputStream.newInstance(encoded.shared());
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        switch (Wire.field(tag)) {
          case COMMAND -> command = Wire.readBytes(in);
          case ONLY_LEADER -> onlyLeader = in.readBool();
          default -> in.skipField(tag);
        }
      }
    } catch (IOException e) {
      throw new RpcException(Reason.REFUSED, "malformed change: " + e.getMessage());
    }
    return new ChangeRequest(command, onlyLeader);
  }
}
