package org.consulkv.dns;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.consulkv.agent.Agent;
import org.consulkv.agent.config.ListenAddress;
import org.consulkv.dns.forward.Answering;
import org.consulkv.dns.forward.Others;
import org.consulkv.dns.listener.AnswerSource;
import org.consulkv.dns.listener.DnsListener;
import org.consulkv.dns.listener.RemoteSource;
import org.consulkv.dns.listener.Source;
import org.consulkv.dns.lookup.QueryRunner;
import org.consulkv.runtime.Chance;
import org.consulkv.runtime.Clock;
import org.consulkv.server.Server;

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
    Others others = new Others(agent.router(), agent::config);
    LongSupplier serial = () -> clock.now().getEpochSecond();
    AnswerSource source =
        agent
            .server()
            .<AnswerSource>map(server -> here(agent, server, serial, others))
            .orElseGet(() -> new RemoteSource(agent::config, others));
    return new DnsServer(
        DnsListener.start(
            source,
            addresses,
            chance,
            clock,
            agent.metrics().sample("dns.domain_query", "node", agent.config().node().name())));
  }

  /// A server answers other agents, too.
  private static Source here(Agent agent, Server server, LongSupplier serial, Others others) {
    Function<String, QueryRunner> queries = node -> new PreparedQueryRunner(server.queries(), node);
    String datacenter = agent.config().node().datacenter();
    new Answering(datacenter, server.reads(), server.blockingQueries(), queries, serial, others)
        .addTo(agent.rpc());
    QueryRunner own = queries.apply(agent.config().node().name());
    return new Source(agent::config, server.reads(), own, serial, Optional.of(others));
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
