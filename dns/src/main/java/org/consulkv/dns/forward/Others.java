package org.consulkv.dns.forward;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.consulkv.agent.cache.AgentCache;
import org.consulkv.agent.cache.CacheLimits;
import org.consulkv.agent.cache.Fetched;
import org.consulkv.agent.cache.Kept;
import org.consulkv.agent.config.AgentConfig;
import org.consulkv.agent.router.Errand;
import org.consulkv.agent.router.Router;
import org.consulkv.runtime.Bytes;
import org.consulkv.state.Indexed;

/// The servers that answer what this agent cannot.
///
/// Threading: thread-safe. Futures complete on threads of the network.
public final class Others {
  /// The rpc method.
  static final String METHOD = "dns";

  /// Clients of DNS do not wait longer.
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /// The rpc method of questions whose answers are kept.
  static final String WATCH = "dns.watch";

  private static final int OVERHEAD_BYTES = 1024;

  private final Router router;
  private final Supplier<AgentConfig> config;
  private final AgentCache<Bytes> kept;

  public Others(Router router, Supplier<AgentConfig> config) {
    this.router = router;
    this.config = config;
    kept = router.cache(CacheLimits.of(config.get().cache()), Others::fetched);
  }

  /// Whether there is a way to the datacenter.
  public boolean knows(String datacenter) {
    return router.knows(datacenter);
  }

  /// The answer of a server, as it goes to the client; empty if the question is none for servers.
  /// To cancel it is to give up.
  ///
  /// @param datacenter whose servers; empty for this agent's own
  public CompletableFuture<Bytes> ask(
      Optional<String> datacenter, byte[] message, boolean tcp, InetAddress sender) {
    return ask(datacenter, question(message, tcp, sender, datacenter.isEmpty()).encoded());
  }

  private ForwardedQuestion question(
      byte[] message, boolean tcp, InetAddress sender, boolean passOn) {
    AgentConfig now = config.get();
    return new ForwardedQuestion(
        Bytes.owning(message),
        tcp,
        Bytes.owning(sender.getAddress()),
        now.node().name(),
        passOn,
        now.node().domain(),
        now.dns());
  }

  /// The answer to a question about a service of this datacenter, kept here and watched; a
  /// response, encoded.
  public CompletableFuture<Kept<Bytes>> kept(byte[] message, boolean tcp) {
    Bytes question =
        question(message, tcp, InetAddress.getLoopbackAddress(), false).ofNobody().encoded();
    return kept.watched(question, index -> watch(question, index), 0, Duration.ZERO);
  }

  private CompletableFuture<Bytes> watch(Bytes question, long index) {
    Bytes request = new WatchCall(question, index).encoded();
    Duration patience = index == 0 ? PATIENCE : PATIENCE.plus(AskedWatch.WAIT);
    return router.toServer(new Errand(WATCH, request, true, patience, router.nanos()));
  }

  private static Fetched<Bytes> fetched(Bytes encoded) {
    Indexed<Bytes> answer = WatchCall.readAnswer(encoded);
    return new Fetched<>(answer.value(), answer.index(), (long) OVERHEAD_BYTES + encoded.length());
  }

  CompletableFuture<Bytes> ask(Optional<String> datacenter, Bytes request) {
    Errand errand = new Errand(METHOD, request, true, PATIENCE, router.nanos());
    return datacenter.isEmpty()
        ? router.toServer(errand)
        : router.toDatacenter(datacenter.get(), errand);
  }
}
