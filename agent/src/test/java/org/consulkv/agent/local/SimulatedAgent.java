package org.consulkv.agent.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.consulkv.agent.check.CheckDefinition;
import org.consulkv.agent.check.CheckRunners;
import org.consulkv.agent.check.CheckSettings;
import org.consulkv.agent.check.CheckSettings.Origin;
import org.consulkv.agent.check.CheckStatus;
import org.consulkv.agent.config.source.JsonText;
import org.consulkv.agent.config.source.SyntaxException;
import org.consulkv.agent.definition.CheckFields;
import org.consulkv.agent.definition.JsonFields;
import org.consulkv.agent.definition.ServiceDefinition;
import org.consulkv.agent.definition.ServiceFields;
import org.consulkv.agent.sync.AntiEntropy;
import org.consulkv.agent.sync.ServerCatalog;
import org.consulkv.agent.sync.SyncTimes;
import org.consulkv.server.Server;
import org.consulkv.server.ServerConfig;
import org.consulkv.state.Outcome;
import org.consulkv.state.Store;
import org.consulkv.state.WatchSet;
import org.consulkv.state.catalog.CatalogCommand;
import org.consulkv.state.catalog.CatalogQueries;
import org.consulkv.state.catalog.Check;
import org.consulkv.state.catalog.Node;
import org.consulkv.state.catalog.Service;
import org.consulkv.testkit.log.DirectLog;
import org.consulkv.testkit.time.SeededChance;
import org.consulkv.testkit.time.VirtualTime;
import org.jspecify.annotations.Nullable;

/// An agent's services and checks, synchronized with a server of its own, in virtual time.
public final class SimulatedAgent {
  static final String ID = "6e1c2a0f-7d9b-4c56-9b7e-2f1f6f0c8a11";

  public final VirtualTime time = new VirtualTime();
  public final Store store = new Store();
  public final DirectLog<Outcome> log = new DirectLog<>(store);
  public final Server server;
  public final LocalState state;
  public final CheckRunners runners;
  public final Registrations registrations;
  private @Nullable AntiEntropy antiEntropy;

  public SimulatedAgent() {
    this(1, Duration.ofMinutes(5), Optional.empty());
  }

  /// @param deferral `check_update_interval`
  /// @param directory where it keeps what was registered
  public SimulatedAgent(long seed, Duration deferral, Optional<Path> directory) {
    SeededChance chance = new SeededChance(seed);
    server =
        Server.start(
            log, store, time, time, chance, ServerConfig.of("node1", ID, "dc1", "127.0.0.1"));
    ServerConfig config = server.config();
    Node node =
        new Node(
            ID, "node1", "127.0.0.1", "dc1", config.taggedAddresses(), config.nodeMeta(), 0, 0);
    state = new LocalState(node, time, new Deferrals(time, chance, deferral));
    runners =
        new CheckRunners(
            CheckSettings.DEFAULT,
            time,
            time,
            chance,
            new Aliases(state, CatalogAliases.of(server)),
            state::report);
    registrations =
        new Registrations(
            state, runners, CheckSettings.DEFAULT, directory, time, time, Runnable::run);
  }

  /// Leads, and begins to synchronize.
  public SimulatedAgent started() {
    log.lead(true);
    antiEntropy =
        AntiEntropy.start(
            state,
            new ServerCatalog(server),
            time,
            new SeededChance(2),
            Runnable::run,
            () -> 1,
            SyncTimes.DEFAULT);
    var _ = CriticalReaper.start(state, registrations, time, Runnable::run);
    return this;
  }

  /// Gossip tells of a server.
  public void findServer() {
    Objects.requireNonNull(antiEntropy).serverFound();
  }

  /// Registers a service over the API, by its JSON.
  public void service(String json) {
    registrations.register(serviceOf(json), Origin.REMOTE, false);
  }

  public static ServiceDefinition serviceOf(String json) {
    return ServiceFields.read(fields(json));
  }

  /// Registers a check over the API, by its JSON.
  public void check(String json) {
    registrations.register(checkOf(json), Origin.REMOTE);
  }

  public static CheckDefinition checkOf(String json) {
    return CheckFields.read(fields(json));
  }

  private static JsonFields fields(String json) {
    try {
      return new JsonFields(JsonText.parse(json));
    } catch (SyntaxException e) {
      throw new AssertionError(e);
    }
  }

  /// A result of a check, as its runner reports it.
  public void result(String checkId, CheckStatus status, String output) {
    state
        .check(checkId)
        .map(LocalCheck::definition)
        .ifPresent(definition -> state.report(definition, status, output));
  }

  /// Changes the catalog behind the agent's back.
  public void meddle(CatalogCommand command) {
    server.writes().propose(command).join();
  }

  /// The services of this node in the catalog, without the server's own.
  public List<Service> catalogServices() {
    return CatalogQueries.node(store.snapshot(), WatchSet.NONE, "node1").value().stream()
        .flatMap(found -> found.services().stream())
        .filter(service -> !service.id().equals("consul"))
        .toList();
  }

  /// The checks of this node in the catalog, without the one of its liveness.
  public List<Check> catalogChecks() {
    return CatalogQueries.nodeChecks(store.snapshot(), WatchSet.NONE, "node1").value().stream()
        .filter(check -> !check.id().equals(Check.SERF_HEALTH))
        .toList();
  }

  public Check catalogCheck(String id) {
    return catalogChecks().stream()
        .filter(check -> check.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new AssertionError("the catalog has no check " + id));
  }

  /// The ids of everything that the catalog has of this agent.
  public List<String> catalogIds() {
    return Stream.concat(
            catalogServices().stream().map(Service::id), catalogChecks().stream().map(Check::id))
        .toList();
  }
}
