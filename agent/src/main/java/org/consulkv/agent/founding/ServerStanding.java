package org.consulkv.agent.founding;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.consulkv.runtime.LogStatus.Peer;

/// This server's own log and files.
///
/// Threading: thread-safe.
public final class ServerStanding implements Standing {
  private final ClusterFile file;
  private final FoundingLog<?> log;
  private final Peer self;

  /// @param host how others reach this server, as `10.0.0.1:8300`
  public ServerStanding(ClusterFile file, FoundingLog<?> log, String nodeId, String host) {
    this.file = file;
    this.log = log;
    this.self = new Peer(nodeId, host, true);
  }

  @Override
  public String cluster() {
    return file.cluster();
  }

  @Override
  public boolean isFounding() {
    return file.isFounding();
  }

  @Override
  public List<Peer> peers() {
    return log.inside().peers();
  }

  @Override
  public boolean leads() {
    return log.inside().leads();
  }

  @Override
  public void found(String cluster) {
    file.found(cluster);
    try {
      log.found(self);
    } catch (IOException e) {
      throw new UncheckedIOException("the log of a new cluster cannot be opened", e);
    }
  }

  @Override
  public CompletableFuture<Void> put(Peer peer) {
    return log.put(peer);
  }

  @Override
  public void serve() {
    file.founded();
    log.serve();
  }
}
