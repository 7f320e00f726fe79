package org.consulkv.agent.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.consulkv.agent.AgentException;
import org.consulkv.gossip.swim.Address;
import org.consulkv.runtime.Chance;
import org.consulkv.runtime.Timers;
import org.consulkv.runtime.Timers.Scheduled;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings the servers of the local pool into the pool of all datacenters' servers, so that an
/// operator has to join only one of them. It looks when servers come, and once a minute.
///
/// Threading: guarded by its own lock; attempts run where the executor says, one at a time.
final class WanFlood implements AutoCloseable {
  static final Duration PERIOD = Duration.ofSeconds(60);

  private static final Logger LOG = LoggerFactory.getLogger("agent.server");

  private final Supplier<List<KnownServer>> servers;
  private final Supplier<Set<String>> inWan;
  private final Consumer<Address> join;
  private final Timers timers;
  private final Chance chance;
  private final Executor mayBlock;
  private Scheduled next;
  private boolean running;
  private boolean again;
  private boolean closed;

  /// @param servers of the local pool
  /// @param inWan the names of the members of the other pool that are alive
  /// @param join brings one in, and blocks; fails with an [AgentException]
  WanFlood(
      Supplier<List<KnownServer>> servers,
      Supplier<Set<String>> inWan,
      Consumer<Address> join,
      Timers timers,
      Chance chance,
      Executor mayBlock) {
    this.servers = servers;
    this.inWan = inWan;
    this.join = join;
    this.timers = timers;
    this.chance = chance;
    this.mayBlock = mayBlock;
    next = timers.after(pause(), this::due);
  }

  private Duration pause() {
    return PERIOD.plusNanos(chance.below(PERIOD.toNanos() / 16));
  }

  private void due() {
    synchronized (this) {
      if (closed) {
        return;
      }
      next = timers.after(pause(), this::due);
    }
    look();
  }

  /// Looks whether there are servers to bring in, in the background.
  void look() {
    synchronized (this) {
      if (closed || running) {
        again = running;
        return;
      }
      running = true;
    }
    mayBlock.execute(this::bringAll);
  }

  private void bringAll() {
    boolean more;
    do {
      Set<String> present = inWan.get();
      servers.get().stream()
          .filter(server -> server.alive() && wanPort(server) > 0)
          .filter(server -> !present.contains(server.name() + "." + server.datacenter()))
          .forEach(this::bring);
      synchronized (this) {
        more = again && !closed;
        again = false;
        running = more;
      }
    } while (more);
  }

  private void bring(KnownServer server) {
    try {
      join.accept(Address.of(server.address().getAddress().getHostAddress(), wanPort(server)));
      LOG.info("Joined the WAN pool of server {}", server.name());
    } catch (AgentException e) {
      LOG.debug("flood-joining {} failed: {}", server.name(), e.getMessage());
    }
  }

  /// Zero if the server has no such pool.
  private static int wanPort(KnownServer server) {
    try {
      return Integer.parseInt(server.tags().getOrDefault("wan_join_port", "0"));
    } catch (NumberFormatException _) {
      return 0;
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    next.cancel();
  }
}
