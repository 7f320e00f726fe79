package org.consulkv.state.txn;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.consulkv.runtime.Invariant;
import org.consulkv.state.codec.CommandKind;
import org.consulkv.state.codec.Wire;
import org.consulkv.state.kv.KvFields;

/// Transactions in the log: a message per operation, whose field number is its kind. An operation
/// of a later release stops the node.
public final class TxnCommandCodec {
  private static final int KV = 1;
  private static final int UNKNOWN = 15;

  public static final List<CommandKind<?>> KINDS =
      List.of(
          new CommandKind<>(
              40,
              TxnCommand.class,
              TxnCommandCodec::size,
              TxnCommandCodec::write,
              TxnCommandCodec::read));

  private TxnCommandCodec() {}

  private static int size(TxnCommand command) {
    int size = 64;
    for (TxnOp operation : command.operations()) {
      size += operation instanceof TxnOp.Kv kv ? 16 + fields(kv).size() : 512;
    }
    return size;
  }

  private static void write(TxnCommand command, CodedOutputStream out) throws IOException {
    for (TxnOp operation : command.operations()) {
      switch (operation) {
        case TxnOp.Kv kv -> {
          KvFields fields = fields(kv);
          out.writeByteArray(KV, Wire.message(fields.size(), fields::write));
        }
        case TxnOp.OnNode node -> throw new IOException("not supported yet");
        case TxnOp.OnService service -> throw new IOException("not supported yet");
        case TxnOp.OnCheck check -> throw new IOException("not supported yet");
        case TxnOp.UnknownVerb unknown ->
            out.writeByteArray(
                UNKNOWN,
                Wire.message(
                    64,
                    inner -> {
                      Wire.text(inner, 1, unknown.kind());
                      Wire.text(inner, 2, unknown.verb());
                    }));
      }
    }
  }

  private static KvFields fields(TxnOp.Kv kv) {
    return new KvFields(
        kv.key(), kv.value(), kv.flags(), kv.index(), kv.session(), kv.verb().number());
  }

  private static TxnCommand read(CodedInputStream in) throws IOException {
    List<TxnOp> operations = new ArrayList<>();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      int kind = Wire.field(tag);
      CodedInputStream content = CodedInputStream.newInstance(in.readByteArray());
      operations.add(
          switch (kind) {
            case KV -> kv(KvFields.read(content));
            case UNKNOWN -> unknown(content);
            default -> throw later("an operation of kind " + kind);
          });
    }
    return new TxnCommand(operations);
  }

  private static TxnOp kv(KvFields fields) {
    for (KvVerb verb : KvVerb.values()) {
      if (verb.number() == fields.verb()) {
        return new TxnOp.Kv(
            verb, fields.key(), fields.value(), fields.flags(), fields.index(), fields.session());
      }
    }
    throw later("a verb with the number " + fields.verb());
  }

  /// To take it for a failure here, while others carry it out, would make the servers differ.
  private static Invariant.Broken later(String what) {
    return new Invariant.Broken(
        "the log has a transaction with " + what + ", which this release does not know");
  }

  private static TxnOp unknown(CodedInputStream in) throws IOException {
    String kind = "";
    String verb = "";
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (Wire.field(tag)) {
        case 1 -> kind = in.readString();
        case 2 -> verb = in.readString();
        default -> in.skipField(tag);
      }
    }
    return new TxnOp.UnknownVerb(kind, verb);
  }
}
