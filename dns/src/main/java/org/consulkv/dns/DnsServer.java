package org.consulkv.dns;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import org.consulkv.agent.Agent;
import org.consulkv.agent.config.ListenAddress;
import org.consulkv.dns.listener.DnsListener;
import org.consulkv.dns.listener.Source;
import org.consulkv.runtime.Chance;
import org.consulkv.runtime.Clock;

/// The DNS interface of one agent, on the addresses of its configuration.
///
/// Threading: thread-safe.
public final class DnsServer implements AutoCloseable {
  private final DnsListener listener;

  private DnsServer(DnsListener listener) {
    this.listener = listener;
  }

  /// Starts to serve; on no address if the port is off.
  ///
  /// @throws IOException if an address cannot be had
  public static DnsServer start(Agent agent, Clock clock, Chance chance) throws IOException {
    return start(agent, agent.config().addresses().dns(), clock, chance);
  }

  static DnsServer start(Agent agent, List<ListenAddress> addresses, Clock clock, Chance chance)
      throws IOException {
    Source source =
        new Source(
            agent::config,
            agent.server().orElseThrow().reads(),
            new PreparedQueryRunner(agent.server().orElseThrow().queries(), agent.config().node().name()),
            () -> clock.now().getEpochSecond());
    return new DnsServer(
        DnsListener.start(
            source,
            addresses,
            chance,
            clock,
            agent.metrics().sample("dns.domain_query", "node", agent.config().node().name())));
  }

  /// Where it serves.
  public List<InetSocketAddress> addresses() {
    return listener.addresses();
  }

  /// Stops at once.
  @Override
  public void close() {
    listener.close();
  }
}
