package org.consulkv.agent.sync;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.consulkv.agent.local.CatalogView;
import org.consulkv.runtime.Bytes;
import org.consulkv.runtime.rpc.RpcException;
import org.consulkv.runtime.rpc.RpcException.Reason;
import org.consulkv.state.catalog.CatalogCommand.Register;
import org.consulkv.state.catalog.Check;
import org.consulkv.state.catalog.Node;
import org.consulkv.state.catalog.Service;
import org.consulkv.state.codec.CommandCodec;
import org.consulkv.state.codec.Wire;

/// What the catalog has of a node, in bytes: the registrations that would make it so. A node that
/// is not there has none.
final class ViewCodec {
  private static final int REGISTRATION = 1;

  private ViewCodec() {}

  static Bytes encode(CatalogView view) {
    List<Bytes> registrations = new ArrayList<>();
    view.node()
        .ifPresent(node -> {
          registrations.add(encode(node, Optional.empty(), view.checks()));
          view.services()
              .forEach(service -> registrations.add(encode(node, Optional.of(service), List.of())));
        });
    int size = registrations.stream().mapToInt(one -> one.length() + 8).sum();
    return Bytes.owning(
        Wire.message(
            size,
            out -> {
              for (Bytes one : registrations) {
                Wire.bytes(out, REGISTRATION, one);
              }
            }));
  }

  private static Bytes encode(Node node, Optional<Service> service, List<Check> checks) {
    return CommandCodec.encode(new Register(node, false, service, checks));
  }

  static CatalogView decode(Bytes encoded) {
    Optional<Node> node = Optional.empty();
    List<Service> services = new ArrayList<>();
    List<Check> checks = new ArrayList<>();
    try {
      CodedInputStream in = CodedInputStream.newInstance(encoded.shared());
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        if (Wire.field(tag) != REGISTRATION) {
          in.skipField(tag);
        } else if (CommandCodec.decode(Wire.readBytes(in)) instanceof Register found) {
          node = Optional.of(found.node());
          found.service().ifPresent(services::add);
          checks.addAll(found.checks());
        }
      }
    } catch (IOException e) {
      throw new RpcException(Reason.LOST, "malformed answer: " + e.getMessage());
    }
    return new CatalogView(node, services, checks);
  }
}
