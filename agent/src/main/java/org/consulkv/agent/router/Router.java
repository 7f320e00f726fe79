package org.consulkv.agent.router;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.consulkv.agent.cache.AgentCache;
import org.consulkv.agent.cache.CacheLimits;
import org.consulkv.agent.cache.Fetched;
import org.consulkv.agent.cluster.ServerDirectory;
import org.consulkv.runtime.Bytes;
import org.consulkv.runtime.Chance;
import org.consulkv.runtime.Clock;
import org.consulkv.runtime.Timers;
import org.consulkv.runtime.Timers.Scheduled;
import org.consulkv.runtime.rpc.RpcClient;

/// The way from this agent to the leader, to a server near by and to other datacenters. While there
/// is nobody to ask, errands are held and tried again until `rpc_hold_timeout` is over.
///
/// Threading: thread-safe. Futures complete on threads of the network or of timers, which must not
/// be blocked; to cancel one is to give up.
public final class Router implements AutoCloseable {
  private final RpcClient rpc;
  private final ServerDirectory directory;
  private final Leadership leadership;
  private final RouterConfig config;
  private final Clock clock;
  private final Timers timers;
  private final Chance chance;
  private final CallMeter meter;
  private final Map<String, ServerOrder> orders = new ConcurrentHashMap<>();
  private final AtomicInteger held = new AtomicInteger();
  private final List<AgentCache<?>> caches = new ArrayList<>();
  private Scheduled rebalancing;
  private boolean closed;

  /// @param meter counts and limits what goes to any server
  public Router(
      RpcClient rpc,
      ServerDirectory directory,
      Leadership leadership,
      RouterConfig config,
      Clock clock,
      Timers timers,
      Chance chance,
      CallMeter meter) {
    this.rpc = rpc;
    this.directory = directory;
    this.leadership = leadership;
    this.config = config;
    this.clock = clock;
    this.timers = timers;
    this.chance = chance;
    this.meter = meter;
    rebalancing = timers.after(rebalancePause(), this::rebalance);
  }

  /// Asks the leader.
  ///
  /// @return its answer; empty if this agent leads and is to do it itself
  public CompletableFuture<Optional<Bytes>> toLeader(Errand errand) {
    return new LeaderErrand(this, leadership, errand).start();
  }

  /// Asks any server of this datacenter.
  public CompletableFuture<Bytes> toServer(Errand errand) {
    return meter.call(
        () -> new ServerErrand(this, config.datacenter(), ServerErrand.NOBODY, errand).start());
  }

  /// Asks any server of another datacenter.
  public CompletableFuture<Bytes> toDatacenter(String datacenter, Errand errand) {
    return meter.call(
        () -> new ServerErrand(this, datacenter, "No path to datacenter", errand).start());
  }

  /// Whether this agent leads.
  public boolean leads() {
    return leadership.leads();
  }

  /// Whether servers of the datacenter are known here.
  public boolean knows(String datacenter) {
    return !directory.servers(datacenter).isEmpty();
  }

  /// The present moment, for [Errand#sinceNanos].
  public long nanos() {
    return clock.nanos();
  }

  /// A cache of what other agents answer, which is closed with this router.
  ///
  /// @param reader reads an answer
  public <A> AgentCache<A> cache(CacheLimits limits, Function<Bytes, Fetched<A>> reader) {
    AgentCache<A> cache = new AgentCache<>(limits, reader, clock, timers, chance);
    synchronized (this) {
      caches.add(cache);
    }
    return cache;
  }

  /// Sends and receives bodies of any length. Blocks, also while there is nobody to ask.
  ///
  /// @param place where to
  /// @throws org.consulkv.server.ApiException if nobody is there
  public InputStream exchange(Place place, String method, InputStream request) throws IOException {
    return meter.exchange(() -> new StreamErrand(this).send(place, method, request));
  }

  /// Where a long request goes.
  public sealed interface Place {
    /// The leader of this datacenter, which is another agent.
    record Leader() implements Place {}

    /// Any server of a datacenter.
    record In(String datacenter) implements Place {}
  }

  RpcClient rpc() {
    return rpc;
  }

  /// For calls to servers of that datacenter.
  RpcClient rpc(String datacenter) {
    return datacenter.equals(config.datacenter()) ? rpc : rpc.in(datacenter);
  }

  Leadership leadership() {
    return leadership;
  }

  ServerOrder order(String datacenter) {
    return orders.computeIfAbsent(
        datacenter, dc -> new ServerOrder(() -> directory.servers(dc), chance));
  }

  /// Holds a request that this agent could not answer for want of a leader, and runs the step after
  /// a pause that grows with the number of tries.
  ///
  /// @return false if it has been held long enough, or too many are held
  public boolean hold(int tries, long sinceNanos, Runnable step) {
    if (!admit()) {
      return false;
    }
    boolean waits =
        later(
            tries,
            sinceNanos,
            () -> {
              release();
              step.run();
            });
    if (!waits) {
      release();
    }
    return waits;
  }

  /// Any server of this datacenter, as the place of a long request.
  public Place here() {
    return new Place.In(config.datacenter());
  }

  /// Whether a further errand may be held.
  boolean admit() {
    if (held.incrementAndGet() > config.held()) {
      held.decrementAndGet();
      return false;
    }
    return true;
  }

  void release() {
    held.decrementAndGet();
  }

  /// Runs the step after a pause that grows with the number of tries.
  ///
  /// @return false if the errand has been held long enough
  boolean later(int tries, long sinceNanos, Runnable step) {
    long leftNanos = config.hold().toNanos() - (clock.nanos() - sinceNanos);
    if (leftNanos <= 0) {
      return false;
    }
    long pause = config.pause(tries).toNanos();
    long delay = Math.min(leftNanos, pause / 2 + chance.below(pause));
    timers.after(Duration.ofNanos(delay), step);
    return true;
  }

  private void rebalance() {
    List.copyOf(orders.values()).forEach(ServerOrder::shuffle);
    synchronized (this) {
      if (!closed) {
        rebalancing = timers.after(rebalancePause(), this::rebalance);
      }
    }
  }

  private Duration rebalancePause() {
    long least = config.rebalance().toNanos();
    return Duration.ofNanos(least + chance.below(Math.max(1, least / 2)));
  }

  @Override
  public void close() {
    List<AgentCache<?>> open;
    synchronized (this) {
      closed = true;
      rebalancing.cancel();
      open = List.copyOf(caches);
    }
    open.forEach(AgentCache::close);
  }
}
