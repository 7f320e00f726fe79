package org.consulkv.agent.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.consulkv.agent.AgentException;
import org.consulkv.agent.AgentParts;
import org.consulkv.agent.Member;
import org.consulkv.agent.config.AgentConfig;
import org.consulkv.agent.lifecycle.DataDirectory;
import org.consulkv.agent.lifecycle.ServerPort;
import org.consulkv.agent.metrics.Metrics;
import org.consulkv.gossip.net.GossipPool;
import org.consulkv.gossip.net.PoolConfig;
import org.consulkv.gossip.net.PoolListener;
import org.consulkv.gossip.serf.Keyring;
import org.consulkv.gossip.serf.MemberStatus;
import org.consulkv.gossip.serf.PoolEvent;
import org.consulkv.gossip.swim.Measures;
import org.consulkv.gossip.swim.Versions;
import org.consulkv.runtime.Bytes;
import org.consulkv.runtime.Chance;
import org.consulkv.runtime.Clock;

/// One of this agent's pools, which starts in the background.
///
/// Threading: thread-safe.
final class Pool implements AutoCloseable {
  private final String label;
  private final PoolConfig config;
  private final Member self;
  private final boolean encrypted;
  private final CompletableFuture<GossipPool> started;

  private Pool(
      String label,
      PoolConfig config,
      Member self,
      boolean encrypted,
      CompletableFuture<GossipPool> started) {
    this.label = label;
    this.encrypted = encrypted;
    this.config = config;
    this.self = self;
    this.started = started;
  }

  /// Begins to listen, on a thread of its own; [#await] says what came of it.
  ///
  /// @param told what happens, on the gossip loop, and whether it does in the pool of all servers
  /// @throws AgentException if the keys that were kept cannot be read
  static Pool begin(
      AgentConfig config,
      AgentParts parts,
      Metrics metrics,
      BiConsumer<PoolEvent, Boolean> told,
      boolean inWan) {
    String network = inWan ? "wan" : "lan";
    PoolMeters meters = new PoolMeters(metrics, network);
    Optional<Path> directory = parts.identity().directory().map(DataDirectory::path);
    KeyringFile keys = KeyringFile.of(config.gossip().encrypt(), directory, inWan);
    Pool pool =
        begin(
            network.toUpperCase(Locale.ROOT),
            PoolSettings.of(
                config, parts.identity().nodeId(), directory, new PoolRules(config, inWan), inWan),
            keys.load(config.gossip().encrypt().key()),
            parts.clock(),
            parts.chance(),
            new PoolListener() {
              @Override
              public void happened(PoolEvent event) {
                told.accept(event, inWan);
              }

              @Override
              public void keysChanged(Keyring keyring) {
                keys.changed(keyring);
              }

              @Override
              public Measures measures() {
                return meters;
              }
            });
    metrics.gauge("memberlist.health.score", pool::healthScore, "network", network);
    return pool;
  }

  /// @param label `LAN` or `WAN`, for errors
  private static Pool begin(
      String label,
      PoolConfig config,
      Keyring keyring,
      Clock clock,
      Chance chance,
      PoolListener listener) {
    Member self =
        shown(
            new org.consulkv.gossip.serf.Member(
                config.name(),
                Objects.requireNonNull(config.advertise()),
                config.tags(),
                MemberStatus.ALIVE,
                config.versions()));
    CompletableFuture<GossipPool> started = new CompletableFuture<>();
    Thread.startVirtualThread(() -> {
      try {
        started.complete(GossipPool.start(config, keyring, clock, chance, listener));
      } catch (IOException | RuntimeException e) {
        started.completeExceptionally(e);
      }
    });
    return new Pool(label, config, self, !keyring.isEmpty(), started);
  }

  /// Waits until it listens.
  ///
  /// @throws AgentException if it cannot
  GossipPool await() {
    try {
      return started.join();
    } catch (CompletionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new AgentException("Failed to start " + label + " Serf: " + why(cause), cause);
    }
  }

  private String why(Throwable failure) {
    String address = config.bind().getHostString() + ":" + config.bind().getPort();
    return failure instanceof IOException io
        ? ServerPort.refusal(address, io)
        : String.valueOf(failure.getMessage());
  }

  /// The pool, once it has started.
  Optional<GossipPool> running() {
    return started.isDone() && !started.isCompletedExceptionally()
        ? Optional.of(started.join())
        : Optional.empty();
  }

  /// All members; only this agent before the pool has started.
  List<Member> members() {
    List<Member> all =
        running().stream().flatMap(pool -> pool.members().stream()).map(Pool::shown).toList();
    return all.isEmpty() ? List.of(self) : all;
  }

  Member self() {
    return members().stream()
        .filter(member -> member.name().equals(self.name()))
        .findFirst()
        .orElse(self);
  }

  /// The names of the members that are alive.
  Set<String> alive() {
    return members().stream()
        .filter(member -> member.status() == MemberStatus.ALIVE.number())
        .map(Member::name)
        .collect(Collectors.toSet());
  }

  /// In numbers; empty before it has started.
  SortedMap<String, String> stats() {
    return running().map(pool -> PoolStats.of(pool, encrypted)).orElseGet(TreeMap::new);
  }

  /// How much this agent doubts its own health in the pool; 0 is healthy.
  int healthScore() {
    return running().map(pool -> pool.stats().healthScore()).orElse(0);
  }

  /// Says goodbye; completes when others know.
  CompletableFuture<Void> leave() {
    return started.thenCompose(GossipPool::leave);
  }

  /// Tells all members, as soon as the pool has started.
  void announce(String event, Bytes payload) {
    var _ = started.thenCompose(pool -> pool.fire(event, payload, false));
  }

  /// Whether there is any other member that could be told something.
  boolean hasOthers() {
    return members().stream()
        .anyMatch(member ->
            member.status() == MemberStatus.ALIVE.number() && !member.name().equals(self.name()));
  }

  static Member shown(org.consulkv.gossip.serf.Member member) {
    Versions versions = member.versions();
    return new Member(
        member.name(),
        member.address().host(),
        member.address().port(),
        new TreeMap<>(member.tags()),
        member.status().number(),
        versions.protocolMin(),
        versions.protocolMax(),
        versions.protocol(),
        versions.delegateMin(),
        versions.delegateMax(),
        versions.delegate());
  }

  @Override
  public void close() {
    started
        .handle((pool, failure) -> pool)
        .thenAccept(pool -> {
          if (pool != null) {
            pool.close();
          }
        })
        .join();
  }
}
