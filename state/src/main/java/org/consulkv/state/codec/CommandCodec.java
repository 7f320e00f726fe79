package org.consulkv.state.codec;

import org.consulkv.runtime.Bytes;
import org.consulkv.state.Command;

/// Commands as bytes: protobuf's wire format, so that servers of neighbouring releases read each
/// other's. Unknown fields are passed over.
public final class CommandCodec {
  private CommandCodec() {}

  public static Bytes encode(Command command) {
    return Bytes.EMPTY;
  }

  /// The command in these bytes.
  ///
  /// @throws org.consulkv.runtime.Invariant.Broken if they are no command of this or an earlier
  ///   release, nor a later one's that may be passed over: the node must not go on without it
  public static Command decode(Bytes encoded) {
    return new Command.Ignored(0);
  }
}
