package org.consulkv.http.forward;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.consulkv.server.Server;

/// How far this agent's own state has come, by which a write that another agent made is seen here
/// before its answer is: whoever writes and then asks the same agent, even for a stale read or over
/// DNS, finds what was written.
///
/// Threading: thread-safe.
public final class Progress {
  /// An answer is not kept longer than this: what it says is true, and this agent may be far
  /// behind.
  private static final Duration PATIENCE = Duration.ofMillis(500);

  private final Optional<Server> server;

  /// @param server empty for an agent without a state of its own
  public Progress(Optional<Server> server) {
    this.server = server;
  }

  /// The last entry of the log that the state holds; 0 without a state.
  long applied() {
    return server.map(Server::appliedIndex).orElse(0L);
  }

  /// Completes when the state holds the entry, or after a while.
  CompletableFuture<Void> reached(long index) {
    CompletableFuture<Void> there =
        server
            .map(it -> it.reached(index))
            .orElseGet(() -> CompletableFuture.completedFuture(null));
    return there.isDone()
        ? there
        : there.copy().completeOnTimeout(null, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }
}
