package org.consulkv.server;

import java.time.Duration;
import java.util.Optional;
import org.consulkv.runtime.Bytes;
import org.consulkv.server.membership.ClusterMembers;
import org.consulkv.state.Outcome;
import org.consulkv.state.Store;
import org.consulkv.state.WatchSet;
import org.consulkv.state.kv.Key;
import org.consulkv.state.kv.KvEntry;
import org.consulkv.state.kv.KvQueries;
import org.consulkv.testkit.log.DirectLog;
import org.consulkv.testkit.time.SeededChance;
import org.consulkv.testkit.time.VirtualTime;

/// A server with a log in memory and virtual time, which leads from the start.
public final class OneServer {
  public final VirtualTime time = new VirtualTime();
  public final Store store = new Store();
  public final DirectLog<Outcome> log = new DirectLog<>(store);
  public final Server server;

  public OneServer() {
    this(1, Duration.ofSeconds(10));
  }

  public OneServer(long seed, Duration sessionTtlMin) {
    ServerConfig defaults =
        ServerConfig.of("node1", "6e1c2a0f-7d9b-4c56-9b7e-2f1f6f0c8a11", "dc1", "127.0.0.1");
    var config =
        new ServerConfig(
            defaults.nodeName(),
            defaults.nodeId(),
            defaults.datacenter(),
            defaults.address(),
            defaults.port(),
            defaults.taggedAddresses(),
            defaults.nodeMeta(),
            defaults.serviceMeta(),
            sessionTtlMin,
            defaults.tombstoneTtl(),
            defaults.tombstoneGranularity(),
            defaults.holdTimeout(),
            defaults.limits());
    server = Server.start(log, store, time, time, new SeededChance(seed), config);
    log.lead(true);
  }

  /// A server that is the member `node1` of a pool.
  public OneServer(ClusterMembers pool) {
    var config =
        ServerConfig.of("node1", "6e1c2a0f-7d9b-4c56-9b7e-2f1f6f0c8a11", "dc1", "127.0.0.1");
    server = Server.start(log, store, time, time, new SeededChance(1), config, Neighbours.of(pool));
    log.lead(true);
  }

  public boolean put(String key, String value) {
    return server.kv().set(Key.of(key), Bytes.utf8(value), 0).join();
  }

  public boolean delete(String key) {
    return server.kv().delete(Key.of(key)).join();
  }

  public boolean lock(String key, String session) {
    return server.kv().lock(Key.of(key), Bytes.utf8("locked"), 0, session).join();
  }

  public boolean unlock(String key, String session) {
    return server.kv().unlock(Key.of(key), Bytes.utf8("unlocked"), 0, session).join();
  }

  public Optional<KvEntry> get(String key) {
    return KvQueries.get(store.snapshot(), WatchSet.NONE, Key.of(key)).value();
  }
}
