package org.consulkv.agent.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import org.consulkv.agent.check.CheckDefinition;
import org.consulkv.agent.check.CheckRunners;
import org.consulkv.agent.check.CheckSettings;
import org.consulkv.agent.check.CheckSettings.Origin;
import org.consulkv.agent.check.CheckStatus;
import org.consulkv.agent.definition.Definitions;
import org.consulkv.agent.definition.ServiceDefinition;
import org.consulkv.agent.local.SavedJson.Heartbeat;
import org.consulkv.runtime.Clock;
import org.consulkv.runtime.Timers;
import org.consulkv.server.ApiException;
import org.consulkv.server.ErrorKind;
import org.consulkv.state.catalog.Service;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Registers services and checks with this agent: keeps memory, files and running checks in step.
///
/// Threading: changes of definitions are serialized by its own lock and may block on files;
/// [#heartbeat] does neither.
public final class Registrations {
  private static final Logger LOG = LoggerFactory.getLogger("agent");

  private final LocalState state;
  private final CheckRunners runners;
  private final CheckSettings settings;
  private final @Nullable LocalFiles files;
  private final @Nullable Heartbeats heartbeats;

  /// What an earlier run heard of TTL checks; only while that is taken up.
  private Map<String, Heartbeat> remembered = Map.of();

  /// @param directory the data directory; empty for an agent that keeps nothing
  /// @param mayBlock runs what writes files
  public Registrations(
      LocalState state,
      CheckRunners runners,
      CheckSettings settings,
      Optional<Path> directory,
      Clock clock,
      Timers timers,
      Executor mayBlock) {
    this.state = state;
    this.runners = runners;
    this.settings = settings;
    files = directory.map(path -> new LocalFiles(path, state.node().name())).orElse(null);
    heartbeats = files == null ? null : new Heartbeats(files, clock, timers, mayBlock);
  }

  /// Registers a service that has no fault.
  ///
  /// @param replacesChecks whether checks that it has and that are not defined here go
  /// @throws ApiException if this agent does not run such checks
  public synchronized void register(
      ServiceDefinition definition, Origin origin, boolean replacesChecks) {
    for (CheckDefinition check : definition.checks()) {
      requireAllowed(check, origin);
    }
    LocalService service =
        new LocalService(onThisNode(definition.service()), definition.token(), origin);
    List<LocalCheck> checks = new ArrayList<>();
    for (CheckDefinition check : definition.checks()) {
      checks.add(
          settled(LocalCheck.of(state.node().name(), check, service.service(), true, origin)));
    }
    if (files != null) {
      if (origin == Origin.REMOTE) {
        files.save(service);
        checks.forEach(files::save);
      } else {
        files.removeService(service.id());
      }
    }
    List<LocalCheck> toRun = checks.stream().filter(this::isNew).toList();
    state.put(service, checks, replacesChecks).forEach(this::stop);
    toRun.forEach(this::run);
  }

  private Service onThisNode(Service it) {
    return new Service(
        state.node().name(),
        it.id(),
        it.name(),
        it.kind(),
        it.tags(),
        it.address(),
        it.taggedAddresses(),
        it.meta(),
        it.port(),
        it.socketPath(),
        it.weights(),
        it.enableTagOverride(),
        0,
        0);
  }

  /// Registers a check that has no fault.
  ///
  /// @throws ApiException if its service is not here, or this agent does not run such checks
  public synchronized void register(CheckDefinition definition, Origin origin) {
    requireAllowed(definition, origin);
    Service service = null;
    if (!definition.serviceId().isEmpty()) {
      service =
          state
              .service(definition.serviceId())
              .map(LocalService::service)
              .orElseThrow(
                  () -> refused("ServiceID \"" + definition.serviceId() + "\" does not exist"));
    }
    LocalCheck check =
        settled(LocalCheck.of(state.node().name(), definition, service, false, origin));
    if (files != null && origin == Origin.REMOTE) {
      files.save(check);
    }
    boolean isNew = isNew(check);
    state.put(check);
    if (isNew) {
      run(check);
    }
  }

  /// @throws ApiException if this agent does not run such checks
  void requireAllowed(CheckDefinition check, Origin origin) {
    settings
        .refusal(check, origin)
        .ifPresent(why -> {
          throw refused(why);
        });
  }

  static ApiException refused(String message) {
    return new ApiException(ErrorKind.REFUSED, message);
  }

  /// A definition from a file that is as it was goes on undisturbed: the check keeps the very
  /// definition it runs with.
  private LocalCheck settled(LocalCheck check) {
    LocalCheck old = state.check(check.id()).orElse(null);
    Heartbeat last = remembered.get(check.id());
    if (old == null && last != null) {
      return check.with(last.status().text(), last.output());
    }
    return check.origin() == Origin.LOCAL
            && old != null
            && Objects.equals(check.definition(), old.definition())
        ? new LocalCheck(check.check(), old.definition(), check.token(), check.origin())
        : check;
  }

  /// Whether the check does not run already with this very definition.
  @SuppressWarnings("ReferenceEquality") // results count for the definition they were run with
  private boolean isNew(LocalCheck check) {
    return state.check(check.id()).map(old -> old.definition() != check.definition()).orElse(true);
  }

  private void run(LocalCheck check) {
    if (check.definition() != null) {
      runners.start(check.definition());
    }
  }

  private void stop(String checkId) {
    runners.stop(checkId);
    if (files != null && heartbeats != null) {
      heartbeats.forget(checkId);
      files.removeCheck(checkId);
    }
  }

  /// Removes a service with its checks; nothing to remove counts as done.
  public synchronized void deregisterService(String id) {
    if (files != null) {
      files.removeService(id);
    }
    Optional<Set<String>> checks = state.removeService(id);
    if (checks.isEmpty()) {
      LOG.atWarn().addKeyValue("service", id).log("Failed to deregister service: it is not here");
      return;
    }
    checks.get().forEach(this::stop);
    LOG.atDebug().addKeyValue("service", id).log("removed service");
  }

  /// Removes a check; nothing to remove counts as done.
  public synchronized void deregisterCheck(String id) {
    if (state.removeCheck(id)) {
      stop(id);
      LOG.atDebug().addKeyValue("check", id).log("removed check");
    }
  }

  /// Takes the node out of use, or back. A second taking out leaves the first's reason.
  public synchronized void maintainNode(boolean enable, String reason, String token) {
    maintain(enable, LocalCheck.maintenance(state.node().name(), null, reason, token));
  }

  /// Takes a service out of use, or back.
  ///
  /// @throws ApiException if it is not here
  public synchronized void maintainService(String id, boolean enable, String reason, String token) {
    LocalService service =
        state
            .service(id)
            .orElseThrow(() ->
                new ApiException(
                    ErrorKind.NOT_FOUND, "No service registered with ID \"" + id + "\""));
    maintain(enable, LocalCheck.maintenance(state.node().name(), service.service(), reason, token));
  }

  private void maintain(boolean enable, LocalCheck check) {
    if (!enable) {
      deregisterCheck(check.id());
    } else if (state.check(check.id()).isEmpty()) {
      if (files != null) {
        files.save(check);
      }
      state.put(check);
      LOG.atInfo().addKeyValue("check", check.id()).log("Entered maintenance mode");
    }
  }

  /// Takes the state that a TTL check's owner reports.
  ///
  /// @return false if there is no TTL check of that id
  public boolean heartbeat(String checkId, CheckStatus status, String output) {
    if (!runners.heartbeat(checkId, status, output)) {
      return false;
    }
    if (heartbeats != null) {
      state
          .check(checkId)
          .filter(check -> check.definition() != null)
          .ifPresent(check ->
              heartbeats.save(
                  checkId,
                  status,
                  check.check().output(),
                  Objects.requireNonNull(check.definition()).ttl()));
    }
    return true;
  }

  /// Takes up what the configuration defines and what an earlier run saved; called once.
  ///
  /// @throws ApiException if something that is defined cannot be taken up; some may be by then
  public synchronized void restore(Definitions definitions, Clock clock) {
    SavedState saved =
        files == null ? SavedState.NOTHING : SavedState.of(files, clock.now().getEpochSecond());
    remembered = saved.heartbeats();
    Reconfiguration reconfiguration = new Reconfiguration(state, this);
    reconfiguration.requireAllowed(definitions);
    reconfiguration.define(definitions);
    if (files != null) {
      reconfiguration.restore(saved, definitions, files);
    }
    remembered = Map.of();
  }

  /// Takes up a new configuration: what it no longer defines goes, and so does, on an agent that
  /// keeps nothing, what was registered over the API.
  ///
  /// @throws ApiException if something that is defined cannot be taken up; nothing is changed then
  public synchronized void reload(Definitions definitions) {
    Reconfiguration reconfiguration = new Reconfiguration(state, this);
    reconfiguration.requireAllowed(definitions);
    reconfiguration.removeOthers(definitions, files == null);
    reconfiguration.define(definitions);
  }

  /// Takes up a check that an earlier run saved.
  ///
  /// @return false if there is one of that id, or not its service, or this agent does not run such
  boolean restore(LocalCheck saved) {
    LocalCheck check = settled(saved);
    boolean refused =
        check.definition() != null
            && settings.refusal(check.definition(), Origin.LOCAL).isPresent();
    if (refused || state.check(check.id()).isPresent() || !state.put(check)) {
      return false;
    }
    run(check);
    return true;
  }
}
