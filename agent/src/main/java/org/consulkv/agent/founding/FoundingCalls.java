package org.consulkv.agent.founding;

import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import org.consulkv.server.autopilot.ServerReport;

/// What a server that founds a cluster asks others.
///
/// Threading: thread-safe. Futures fail if the server does not answer in time.
interface FoundingCalls {
  /// How it is.
  CompletableFuture<ServerReport> report(InetSocketAddress server);

  /// Asks for its promise. False if another one has it, or if it belongs to a cluster.
  CompletableFuture<Boolean> promise(InetSocketAddress server, String founder);

  /// Gives its promise back.
  CompletableFuture<Void> release(InetSocketAddress server, String founder);

  /// Tells it which cluster it is about to be taken into. False if it belongs to another one.
  CompletableFuture<Boolean> adopt(InetSocketAddress server, String cluster);
}
