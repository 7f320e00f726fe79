package org.consulkv.state.codec;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.consulkv.runtime.Bytes;
import org.consulkv.runtime.Invariant;
import org.consulkv.state.Command;
import org.consulkv.state.autopilot.AutopilotCodec;
import org.consulkv.state.catalog.CatalogCommandCodec;
import org.consulkv.state.coordinate.CoordinateCommandCodec;
import org.consulkv.state.kv.KvCommandCodec;
import org.consulkv.state.query.QueryCommandCodec;
import org.consulkv.state.restore.RestoreCommandCodec;
import org.consulkv.state.session.SessionCommandCodec;
import org.consulkv.state.txn.TxnCommandCodec;

/// Commands as bytes: protobuf's wire format, so that servers of neighbouring releases read each
/// other's. A command is a message of its kind (1), whether a release that does not know the kind
/// may pass it over (2), and its content (3). Unknown fields are passed over.
public final class CommandCodec {
  private static final int KIND = 1;
  private static final int IGNORABLE = 2;
  private static final int CONTENT = 3;

  private static final List<CommandKind<?>> KINDS =
      Stream.of(
              KvCommandCodec.KINDS,
              SessionCommandCodec.KINDS,
              CatalogCommandCodec.KINDS,
              CoordinateCommandCodec.KINDS,
              TxnCommandCodec.KINDS,
              RestoreCommandCodec.KINDS,
              QueryCommandCodec.KINDS,
              AutopilotCodec.KINDS)
          .<CommandKind<?>>flatMap(List::stream)
          .toList();

  private static final Map<Class<?>, CommandKind<?>> BY_TYPE =
      KINDS.stream().collect(Collectors.toUnmodifiableMap(CommandKind::type, Function.identity()));

  private static final Map<Integer, CommandKind<?>> BY_NUMBER =
      KINDS.stream()
          .collect(Collectors.toUnmodifiableMap(CommandKind::number, Function.identity()));

  private CommandCodec() {}

  public static Bytes encode(Command command) {
    CommandKind<?> kind = BY_TYPE.get(command.getClass());
    if (kind == null) {
      throw new Invariant.Broken(command.getClass() + " has no encoding");
    }
    byte[] content = kind.encode(command);
    return Bytes.owning(
        Wire.message(
            content.length + 16,
            out -> {
              out.writeUInt32(KIND, kind.number());
              out.writeByteArray(CONTENT, content);
            }));
  }

  /// The number of the command's kind, without reading the rest; -1 if it does not come first.
  public static int kind(Bytes encoded) {
    byte[] bytes = encoded.shared();
    boolean first = bytes.length > 1 && bytes[0] == KIND << 3;
    return first && bytes[1] >= 0 ? bytes[1] : -1;
  }

  /// The command in these bytes.
  ///
  /// @throws Invariant.Broken if they are no command of this or an earlier release, nor a later
  ///   one's that may be passed over: the node must not go on without it
  public static Command decode(Bytes encoded) {
    try {
      return decode(encoded.shared());
    } catch (IOException e) {
      throw new Invariant.Broken("a command in the log cannot be read: " + e.getMessage());
    }
  }

  private static Command decode(byte[] array) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(array);
    int number = 0;
    boolean ignorable = false;
    int start = 0;
    int length = 0;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (Wire.field(tag)) {
        case KIND -> number = in.readUInt32();
        case IGNORABLE -> ignorable = in.readBool();
        case CONTENT -> { // read in place, without copying it first
          length = in.readRawVarint32();
          start = in.getTotalBytesRead();
          in.skipRawBytes(length);
        }
        default -> in.skipField(tag);
      }
    }
    CommandKind<?> kind = BY_NUMBER.get(number);
    if (kind != null) {
      return kind.reader().read(CodedInputStream.newInstance(array, start, length));
    }
    Invariant.check(
        ignorable,
        "the log has a command of kind %s, which a later release wrote and this one does not know",
        number);
    return new Command.Ignored(number);
  }
}
