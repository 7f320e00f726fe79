package org.consulkv.agent.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What a definition asks of the service mesh. To take it without having one would be a promise
/// that nothing keeps, so it is refused.
final class MeshFields {
  private static final Set<String> KINDS =
      Set.of("connect-proxy", "mesh-gateway", "terminating-gateway", "ingress-gateway");

  private MeshFields() {}

  /// Why the service is refused; empty if it asks for nothing.
  static <E extends Exception> String fault(Fields<E> fields) throws E {
    String kind = fields.text("kind");
    if (kind.equals("connect-proxy")) {
      List<String> faults = proxyFaults(fields);
      if (!faults.isEmpty()) {
        return joined(faults);
      }
    }
    Fields<E> connect = fields.object("connect");
    boolean takesPart =
        connect != null && (connect.flag("native") || connect.object("sidecar_service") != null);
    return takesPart || KINDS.contains(kind)
        ? "the service mesh is not available in this release"
        : "";
  }

  private static <E extends Exception> List<String> proxyFaults(Fields<E> fields) throws E {
    List<String> faults = new ArrayList<>();
    Fields<E> proxy = fields.object("proxy");
    if (proxy == null || proxy.text("destination_service_name").isEmpty()) {
      faults.add("Proxy.DestinationServiceName must be non-empty for Connect proxy services");
    }
    if (fields.integer("port") == 0 && fields.text("socket_path").isEmpty()) {
      faults.add("Port or SocketPath must be set for a Connect proxy");
    }
    return faults;
  }

  private static String joined(List<String> faults) {
    String head = faults.size() == 1 ? "1 error" : faults.size() + " errors";
    return head + " occurred:\n\t* " + String.join("\n\t* ", faults) + "\n\n";
  }
}
