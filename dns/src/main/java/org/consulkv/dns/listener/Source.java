package org.consulkv.dns.listener;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.consulkv.agent.config.AgentConfig;
import org.consulkv.agent.config.DnsConfig;
import org.consulkv.dns.forward.Others;
import org.consulkv.dns.forward.Staleness;
import org.consulkv.dns.lookup.QueryRunner;
import org.consulkv.server.Reads;
import org.consulkv.state.Snapshot;
import org.consulkv.state.catalog.CatalogTables;

/// What answers are made from.
///
/// @param config the agent's configuration in effect
/// @param serial the zone's serial number, should it have changed now
/// @param others the way to other agents, for what is not answered here
public record Source(
    Supplier<AgentConfig> config,
    Reads reads,
    QueryRunner queries,
    LongSupplier serial,
    Optional<Others> others)
    implements AnswerSource {
  /// Without other agents.
  public Source(
      Supplier<AgentConfig> config, Reads reads, QueryRunner queries, LongSupplier serial) {
    this(config, reads, queries, serial, Optional.empty());
  }

  /// The index of the last change of anything that answers depend on.
  long changed(Snapshot snapshot) {
    long nodes = snapshot.lastIndex(CatalogTables.NODES);
    long services = snapshot.lastIndex(CatalogTables.SERVICES);
    long checks = snapshot.lastIndex(CatalogTables.CHECKS);
    return Math.max(Math.max(nodes, services), Math.max(checks, queries.lastIndex(snapshot)));
  }

  /// Complete once the present state may be used.
  CompletableFuture<Void> barrier(DnsConfig config) {
    return Staleness.barrier(reads, config);
  }
}
