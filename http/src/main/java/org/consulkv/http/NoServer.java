package org.consulkv.http;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.consulkv.runtime.Bytes;
import org.consulkv.runtime.LogException;
import org.consulkv.runtime.LogStatus;
import org.consulkv.runtime.LogStatus.Role;
import org.consulkv.runtime.ReplicatedLog;
import org.consulkv.runtime.SystemChance;
import org.consulkv.runtime.SystemClock;
import org.consulkv.server.Server;
import org.consulkv.server.ServerConfig;
import org.consulkv.state.Outcome;
import org.consulkv.state.Store;

/// What stands behind the cluster's routes of a client agent: a server without a log, which stays
/// empty and refuses everything. Nobody asks it, because [Placement] passes those requests on; the
/// routes are the same on all agents.
final class NoServer implements ReplicatedLog<Outcome> {
  private NoServer() {}

  static Server of() {
    return Server.start(
        new NoServer(),
        new Store(),
        new SystemClock(),
        (delay, task) -> {
          throw new IllegalStateException("a client agent has no duties of a server");
        },
        new SystemChance(),
        ServerConfig.of("", "", "", ""));
  }

  private static LogException refusal() {
    return new LogException(LogException.Reason.NO_LEADER, "this agent is no server");
  }

  @Override
  public CompletableFuture<Outcome> propose(Bytes command) {
    return CompletableFuture.failedFuture(refusal());
  }

  @Override
  public CompletableFuture<Void> readBarrier() {
    return CompletableFuture.failedFuture(refusal());
  }

  @Override
  public LogStatus status() {
    return new LogStatus(
        "", Role.LISTENER, Optional.empty(), List.of(), 0, 0, 0, 0, 0, 0, 0, 0, 0, Duration.ZERO);
  }

  @Override
  public void onLeadership(LeadershipListener listener) {}

  @Override
  public CompletableFuture<Void> compact() {
    return CompletableFuture.failedFuture(refusal());
  }

  @Override
  public void close() {}
}
