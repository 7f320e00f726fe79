package org.consulkv.agent.sync;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.consulkv.agent.check.AliasSource.Aliased;
import org.consulkv.agent.check.CheckStatus;
import org.consulkv.agent.local.AliasQuestion;
import org.consulkv.runtime.Bytes;
import org.consulkv.runtime.rpc.RpcException;
import org.consulkv.runtime.rpc.RpcException.Reason;
import org.consulkv.state.Indexed;
import org.consulkv.state.codec.Wire;

/// A question for the checks of a node that waits for news, and its answer: protobuf's wire format.
///
/// @param index what the asker has seen; 0 to be answered at once
record AliasCall(AliasQuestion question, long index) {
  private static final int NODE = 1;
  private static final int SERVICE = 2;
  private static final int INDEX = 3;

  private static final int THERE = 1;
  private static final int CHECK = 2;

  Bytes encoded() {
    return Bytes.owning(
        Wire.message(
            64,
            out -> {
              Wire.text(out, NODE, question.node());
              Wire.text(out, SERVICE, question.serviceId());
              Wire.number(out, INDEX, index);
            }));
  }

  static AliasCall decode(Bytes encoded) {
    String node = "";
    String service = "";
    long index = 0;
    try {
      CodedInputStream in = CodedInputStream.newInstance(encoded.shared());
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        switch (Wire.field(tag)) {
          case NODE -> node = in.readString();
          case SERVICE -> service = in.readString();
          case INDEX -> index = in.readUInt64();
          default -> in.skipField(tag);
        }
      }
    } catch (IOException e) {
      throw new RpcException(Reason.REFUSED, "malformed question: " + e.getMessage());
    }
    return new AliasCall(new AliasQuestion(node, service), index);
  }

  static Bytes answer(Indexed<Optional<List<Aliased>>> found) {
    List<Aliased> checks = found.value().orElse(List.of());
    return Bytes.owning(
        Wire.message(
            64 * (1 + checks.size()),
            out -> {
              Wire.number(out, INDEX, found.index());
              Wire.flag(out, THERE, found.value().isPresent());
              for (Aliased check : checks) {
                out.writeByteArray(CHECK, encode(check));
              }
            }));
  }

  private static byte[] encode(Aliased check) {
    return Wire.message(
        64 + check.output().length(),
        out -> {
          Wire.text(out, 1, check.id());
          Wire.text(out, 2, check.name());
          Wire.text(out, 3, check.status().text());
          Wire.text(out, 4, check.output());
        });
  }

  static Indexed<Optional<List<Aliased>>> readAnswer(Bytes encoded) {
    long index = 0;
    boolean there = false;
    List<Aliased> checks = new ArrayList<>();
    try {
      CodedInputStream in = CodedInputStream.newInstance(encoded.shared());
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        switch (Wire.field(tag)) {
          case INDEX -> index = in.readUInt64();
          case THERE -> there = in.readBool();
          case CHECK -> checks.add(readCheck(CodedInputStream.newInstance(in.readByteArray())));
          default -> in.skipField(tag);
        }
      }
    } catch (IOException e) {
      throw new RpcException(Reason.LOST, "malformed answer: " + e.getMessage());
    }
    return new Indexed<>(index, there ? Optional.of(List.copyOf(checks)) : Optional.empty());
  }

  private static Aliased readCheck(CodedInputStream in) throws IOException {
    String id = "";
    String name = "";
    String status = "";
    String output = "";
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (Wire.field(tag)) {
        case 1 -> id = in.readString();
        case 2 -> name = in.readString();
        case 3 -> status = in.readString();
        case 4 -> output = in.readString();
        default -> in.skipField(tag);
      }
    }
    return new Aliased(id, name, CheckStatus.of(status).orElse(CheckStatus.CRITICAL), output);
  }
}
