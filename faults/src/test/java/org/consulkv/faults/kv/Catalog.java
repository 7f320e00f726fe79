package org.consulkv.faults.kv;

import java.util.Set;
import java.util.TreeSet;
import org.consulkv.faults.node.Client;

/// The catalog API of one node.
///
/// Threading: thread-safe.
public final class Catalog {
  private final Client client;

  public Catalog(Client client) {
    this.client = client;
  }

  /// Registers a node with one service.
  public Outcome<Boolean> register(String node) {
    String body =
        """
        {"Node": "%s", "Address": "192.0.2.1", "Service": {"Service": "faults", "Port": 80}}
        """
            .formatted(node);
    return Kv.outcome(client.put("/v1/catalog/register", body), _ -> true);
  }

  public Outcome<Boolean> deregister(String node) {
    return Kv.outcome(
        client.put("/v1/catalog/deregister", "{\"Node\": \"" + node + "\"}"), _ -> true);
  }

  /// The nodes with an instance of the service that [#register] gives them.
  public Outcome<Set<String>> nodes() {
    return Kv.outcome(
        client.get("/v1/catalog/service/faults"),
        reply -> new TreeSet<>(KvJson.fields(reply.body(), "Node")));
  }
}
