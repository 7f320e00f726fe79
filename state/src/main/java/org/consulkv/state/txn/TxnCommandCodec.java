package org.consulkv.state.txn;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.consulkv.runtime.Invariant;
import org.consulkv.state.Row;
import org.consulkv.state.catalog.Check;
import org.consulkv.state.catalog.CheckCodec;
import org.consulkv.state.catalog.Node;
import org.consulkv.state.catalog.NodeCodec;
import org.consulkv.state.catalog.Service;
import org.consulkv.state.catalog.ServiceCodec;
import org.consulkv.state.codec.CommandKind;
import org.consulkv.state.codec.Wire;
import org.consulkv.state.kv.KvFields;

/// Transactions in the log: a message per operation, whose field number is its kind. An operation
/// of a later release stops the node.
public final class TxnCommandCodec {
  private static final int KV = 1;
  private static final int NODE = 2;
  private static final int SERVICE = 3;
  private static final int CHECK = 4;
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
        case TxnOp.OnNode op ->
            out.writeByteArray(NODE, onCatalog(op.verb(), NodeCodec.NODE, op.node()));
        case TxnOp.OnService op ->
            out.writeByteArray(SERVICE, onCatalog(op.verb(), ServiceCodec.SERVICE, op.service()));
        case TxnOp.OnCheck op ->
            out.writeByteArray(CHECK, onCatalog(op.verb(), CheckCodec.CHECK, op.check()));
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
            case NODE -> {
              OnCatalog<Node> op = onCatalog(content, NodeCodec.NODE);
              yield new TxnOp.OnNode(op.verb, op.row);
            }
            case SERVICE -> {
              OnCatalog<Service> op = onCatalog(content, ServiceCodec.SERVICE);
              yield new TxnOp.OnService(op.verb, op.row);
            }
            case CHECK -> {
              OnCatalog<Check> op = onCatalog(content, CheckCodec.CHECK);
              yield new TxnOp.OnCheck(op.verb, op.row);
            }
            case UNKNOWN -> unknown(content);
            default -> throw later("an operation of kind " + kind);
          });
    }
    return new TxnCommand(operations);
  }

  private record OnCatalog<T>(CatalogVerb verb, T row) {}

  private static <T> byte[] onCatalog(CatalogVerb verb, Row<T> row, T value) {
    return Wire.message(
        512,
        out -> {
          out.writeUInt32(1, verb.number());
          out.writeByteArray(2, Wire.message(512, inner -> row.write(value, inner)));
        });
  }

  private static <T> OnCatalog<T> onCatalog(CodedInputStream in, Row<T> row) throws IOException {
    int number = 0;
    byte[] value = {};
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (Wire.field(tag)) {
        case 1 -> number = in.readUInt32();
        case 2 -> value = in.readByteArray();
        default -> in.skipField(tag);
      }
    }
    for (CatalogVerb verb : CatalogVerb.values()) {
      if (verb.number() == number) {
        return new OnCatalog<>(verb, row.read(CodedInputStream.newInstance(value)));
      }
    }
    throw later("a verb with the number " + number);
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
