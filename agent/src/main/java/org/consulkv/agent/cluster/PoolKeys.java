package org.consulkv.agent.cluster;

import java.util.Base64;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.consulkv.agent.keyring.KeyringAction;
import org.consulkv.agent.keyring.KeyringReport;
import org.consulkv.agent.keyring.KeyringRequest;
import org.consulkv.gossip.net.GossipPool;
import org.consulkv.gossip.serf.KeyOperation;
import org.consulkv.runtime.Bytes;

/// Changes the keyrings of all members of a pool, or looks at them.
final class PoolKeys {
  private PoolKeys() {}

  /// The future does not fail: what went wrong is in the report.
  static CompletableFuture<KeyringReport> run(
      GossipPool pool, KeyringRequest request, String datacenter, boolean wan) {
    OptionalInt fault =
        request.action() == KeyringAction.LIST
            ? OptionalInt.empty()
            : Base64Fault.of(request.key());
    if (fault.isPresent()) {
      String message = Base64Fault.message(fault.getAsInt());
      return CompletableFuture.completedFuture(KeyringReport.failed(wan, datacenter, message));
    }
    return pool.keys(operation(request), request.relays())
        .thenApply(summary -> report(summary, datacenter, wan))
        .exceptionally(e -> KeyringReport.failed(wan, datacenter, String.valueOf(e.getMessage())));
  }

  private static KeyOperation operation(KeyringRequest request) {
    Bytes key = Bytes.owning(Base64.getDecoder().decode(request.key()));
    return switch (request.action()) {
      case LIST -> new KeyOperation.ListAll();
      case INSTALL -> new KeyOperation.Install(key);
      case USE -> new KeyOperation.Use(key);
      case REMOVE -> new KeyOperation.Remove(key);
    };
  }

  private static KeyringReport report(
      KeyOperation.Summary summary, String datacenter, boolean wan) {
    String error = "";
    if (summary.errors() > 0) {
      error = summary.errors() + "/" + summary.members() + " nodes reported failure";
    } else if (summary.replies() != summary.members()) {
      error = summary.replies() + "/" + summary.members() + " nodes reported success";
    }
    return new KeyringReport(
        wan,
        datacenter,
        summary.members(),
        new TreeMap<>(summary.keys()),
        new TreeMap<>(summary.primaries()),
        new TreeMap<>(summary.messages()),
        error);
  }
}
