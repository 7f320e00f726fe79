package org.consulkv.dns.forward;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.consulkv.agent.config.AgentConfig;
import org.consulkv.agent.router.Errand;
import org.consulkv.agent.router.Router;
import org.consulkv.runtime.Bytes;

/// The servers that answer what this agent cannot.
///
/// Threading: thread-safe. Futures complete on threads of the network.
public final class Others {
  /// The rpc method.
  static final String METHOD = "dns";

  /// Clients of DNS do not wait longer.
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Router router;
  private final Supplier<AgentConfig> config;

  public Others(Router router, Supplier<AgentConfig> config) {
    this.router = router;
    this.config = config;
  }

  /// Whether there is a way to the datacenter.
  public boolean knows(String datacenter) {
    return router.knows(datacenter);
  }

  /// The answer of a server, as it goes to the client; empty if the question is none for servers.
  ///
  /// @param datacenter whose servers; empty for this agent's own
  public CompletableFuture<byte[]> ask(
      Optional<String> datacenter, byte[] message, boolean tcp, InetAddress sender) {
    AgentConfig now = config.get();
    Bytes request =
        new ForwardedQuestion(
                Bytes.owning(message),
                tcp,
                Bytes.owning(sender.getAddress()),
                now.node().name(),
                datacenter.isEmpty(),
                now.node().domain(),
                now.dns())
            .encoded();
    return ask(datacenter, request).thenApply(Bytes::shared);
  }

  CompletableFuture<Bytes> ask(Optional<String> datacenter, Bytes request) {
    Errand errand = new Errand(METHOD, request, true, PATIENCE, router.nanos());
    return datacenter.isEmpty()
        ? router.toServer(errand)
        : router.toDatacenter(datacenter.get(), errand);
  }
}
