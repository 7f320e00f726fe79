package org.consulkv.agent;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.consulkv.agent.check.CheckRunners;
import org.consulkv.agent.cluster.Cluster;
import org.consulkv.agent.config.AgentConfig;
import org.consulkv.agent.coordinate.OwnCoordinate;
import org.consulkv.agent.lifecycle.DataDirectory;
import org.consulkv.agent.local.Aliases;
import org.consulkv.agent.local.CriticalReaper;
import org.consulkv.agent.local.Deferrals;
import org.consulkv.agent.local.LocalState;
import org.consulkv.agent.local.Registrations;
import org.consulkv.agent.sync.AntiEntropy;
import org.consulkv.agent.sync.Catalog;
import org.consulkv.agent.sync.SyncTimes;
import org.consulkv.server.ApiException;
import org.consulkv.state.coordinate.NodeCoordinate;

/// This agent's own services and checks: state, runners, files and the way to the catalog, started
/// and stopped together.
///
/// Threading: thread-safe.
final class LocalNode implements AutoCloseable {
  private final LocalState state;
  private final Deferrals deferrals;
  private final CheckRunners runners;
  private final Registrations registrations;
  private final CriticalReaper reaper;
  private final AntiEntropy antiEntropy;
  private final Optional<OwnCoordinate> coordinate;

  private LocalNode(
      LocalState state,
      Deferrals deferrals,
      CheckRunners runners,
      Registrations registrations,
      CriticalReaper reaper,
      AntiEntropy antiEntropy,
      Optional<OwnCoordinate> coordinate) {
    this.state = state;
    this.deferrals = deferrals;
    this.runners = runners;
    this.registrations = registrations;
    this.reaper = reaper;
    this.antiEntropy = antiEntropy;
    this.coordinate = coordinate;
  }

  /// @throws AgentException if a definition of the configuration cannot be taken up
  static LocalNode start(AgentConfig config, AgentParts parts, Cluster cluster, ClusterNode node) {
    Executor virtual = Thread::startVirtualThread;
    Deferrals deferrals =
        new Deferrals(parts.timers(), parts.chance(), config.checks().updateInterval());
    LocalState state =
        new LocalState(NodeEntry.of(config, parts.identity().nodeId()), parts.clock(), deferrals);
    CheckRunners runners =
        new CheckRunners(
            config.checks().settings(),
            parts.clock(),
            parts.timers(),
            parts.chance(),
            new Aliases(state, node.aliases()),
            state::report);
    Registrations registrations =
        new Registrations(
            state,
            runners,
            config.checks().settings(),
            parts.identity().directory().map(DataDirectory::path),
            parts.clock(),
            parts.timers(),
            virtual);
    try {
      registrations.restore(config.definitions(), parts.clock());
    } catch (ApiException e) {
      runners.close();
      throw new AgentException(String.valueOf(e.getMessage()), e);
    }
    AntiEntropy antiEntropy =
        AntiEntropy.start(
            state,
            node.catalog(),
            parts.timers(),
            parts.chance(),
            virtual,
            () -> cluster.members(false).size(),
            SyncTimes.DEFAULT);
    cluster.onServer(antiEntropy::serverFound);
    return new LocalNode(
        state,
        deferrals,
        runners,
        registrations,
        CriticalReaper.start(state, registrations, parts.timers(), virtual),
        antiEntropy,
        coordinate(config, parts, cluster, node.catalog()));
  }

  private static Optional<OwnCoordinate> coordinate(
      AgentConfig config, AgentParts parts, Cluster cluster, Catalog catalog) {
    if (config.node().disableCoordinates()) {
      return Optional.empty();
    }
    Supplier<NodeCoordinate> here =
        () -> new NodeCoordinate(config.node().name(), "", cluster.coordinate());
    return Optional.of(
        new OwnCoordinate(
            parts.timers(),
            parts.chance(),
            () -> cluster.members(false).size(),
            () -> false,
            () -> catalog.locate(here.get())));
  }

  LocalState state() {
    return state;
  }

  Registrations registrations() {
    return registrations;
  }

  /// @throws AgentException if a definition cannot be taken up; nothing is changed then
  void reload(AgentConfig config) {
    try {
      registrations.reload(config.definitions());
    } catch (ApiException e) {
      throw new AgentException(String.valueOf(e.getMessage()), e);
    }
    deferrals.interval(config.checks().updateInterval());
    runners.discardOutput(config.checks().discardOutput());
    state.node(NodeEntry.of(config, state.node().id()));
  }

  @Override
  public void close() {
    coordinate.ifPresent(OwnCoordinate::close);
    reaper.close();
    antiEntropy.close();
    runners.close();
  }
}
