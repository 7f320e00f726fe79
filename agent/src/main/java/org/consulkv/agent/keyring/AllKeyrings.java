package org.consulkv.agent.keyring;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.consulkv.agent.cluster.Cluster;
import org.consulkv.agent.router.Errand;
import org.consulkv.agent.router.Router;
import org.consulkv.runtime.Bytes;
import org.consulkv.runtime.rpc.RpcServices;

/// The keyrings of this server's pools, and of the other datacenters' through their servers.
///
/// Threading: immutable, so thread-safe.
public final class AllKeyrings implements Keyrings {
  private static final String METHOD = "keyring";

  /// Longer than a query takes in a pool of any size.
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Cluster cluster;
  private final Router router;
  private final String datacenter;

  public AllKeyrings(Cluster cluster, Router router, String datacenter) {
    this.cluster = cluster;
    this.router = router;
    this.datacenter = datacenter;
  }

  /// Answers other datacenters' servers.
  public void addTo(RpcServices rpc) {
    rpc.on(
        METHOD,
        request ->
            cluster.keyring(KeyringCodec.request(request), false).thenApply(KeyringCodec::encode));
  }

  @Override
  public CompletableFuture<List<KeyringReport>> run(KeyringRequest request) {
    List<CompletableFuture<KeyringReport>> asked = new ArrayList<>();
    if (!request.localOnly() && cluster.isInWan()) {
      asked.add(cluster.keyring(request, true));
    }
    asked.add(cluster.keyring(request, false));
    if (!request.localOnly()) {
      for (String other : cluster.servers().datacenters()) {
        if (!other.equals(datacenter)) {
          asked.add(abroad(other, request));
        }
      }
    }
    return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
        .thenApply(_ -> asked.stream().map(CompletableFuture::join).toList());
  }

  private CompletableFuture<KeyringReport> abroad(String other, KeyringRequest request) {
    Bytes encoded = KeyringCodec.encode(request);
    // Asking twice does no harm: a key that is there already stays.
    Errand errand = new Errand(METHOD, encoded, true, PATIENCE, router.nanos());
    return router
        .toDatacenter(other, errand)
        .thenApply(KeyringCodec::report)
        .exceptionally(e -> {
          Throwable cause = e.getCause() == null ? e : e.getCause();
          return KeyringReport.failed(false, other, String.valueOf(cause.getMessage()));
        });
  }
}
