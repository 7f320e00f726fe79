package org.consulkv.server.autopilot;

import java.util.concurrent.CompletableFuture;
import org.consulkv.server.membership.ClusterMember;

/// What one server asks another.
///
/// Threading: thread-safe. Futures fail if the server does not answer in time, or refuses.
public interface ServerCalls {
  /// How it is.
  CompletableFuture<ServerReport> report(ClusterMember server);

  /// Tells a server which cluster it is about to be taken into. It refuses if it belongs to another
  /// one.
  CompletableFuture<Void> adopt(ClusterMember server);

  /// Nobody to ask.
  static ServerCalls none() {
    return new ServerCalls() {
      @Override
      public CompletableFuture<ServerReport> report(ClusterMember server) {
        return CompletableFuture.failedFuture(new IllegalStateException("no way to " + server));
      }

      @Override
      public CompletableFuture<Void> adopt(ClusterMember server) {
        return CompletableFuture.failedFuture(new IllegalStateException("no way to " + server));
      }
    };
  }
}
