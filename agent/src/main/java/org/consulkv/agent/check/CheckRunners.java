package org.consulkv.agent.check;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.consulkv.runtime.Chance;
import org.consulkv.runtime.Clock;
import org.consulkv.runtime.Timers;

/// Runs the checks of an agent: each at its interval, the first time after a random part of it.
///
/// Threading: thread-safe. Nothing here waits: probes run on an event loop, commands on threads of
/// their own.
public final class CheckRunners implements AutoCloseable {
  private final CheckSettings settings;
  private final Clock clock;
  private final Timers timers;
  private final Chance chance;
  private final AliasSource aliases;
  private final Reporter reporter;
  private final ProberFactory probers;
  private final ConcurrentMap<String, RunningCheck> running = new ConcurrentHashMap<>();

  public CheckRunners(
      CheckSettings settings,
      Clock clock,
      Timers timers,
      Chance chance,
      AliasSource aliases,
      CheckSink sink) {
    this(settings, clock, timers, chance, aliases, sink, new RealProbers());
  }

  CheckRunners(
      CheckSettings settings,
      Clock clock,
      Timers timers,
      Chance chance,
      AliasSource aliases,
      CheckSink sink,
      ProberFactory probers) {
    this.settings = settings;
    this.clock = clock;
    this.timers = timers;
    this.chance = chance;
    this.aliases = aliases;
    this.probers = probers;
    reporter = new Reporter(sink, settings.discardOutput());
  }

  /// Runs the check from now on, in place of one of the same id. The definition has no
  /// [CheckDefinition#fault]; its initial status is not reported.
  public void start(CheckDefinition check) {
    RunningCheck started = runner(check);
    RunningCheck replaced = running.put(check.id(), started);
    if (replaced != null) {
      replaced.stop();
    }
    started.start();
  }

  /// Ends the check; does nothing if there is none of that id.
  public void stop(String checkId) {
    RunningCheck ended = running.remove(checkId);
    if (ended != null) {
      ended.stop();
      reporter.forget(checkId);
    }
  }

  /// A heartbeat of a TTL check: reports the status at once and starts its time anew.
  ///
  /// @return false if there is no TTL check of that id, and nothing was done
  public boolean heartbeat(String checkId, CheckStatus status, String output) {
    if (running.get(checkId) instanceof TtlCheck check) {
      check.heartbeat(status, output);
      return true;
    }
    return false;
  }

  /// `discard_check_output`, from now on.
  public void discardOutput(boolean discard) {
    reporter.discardOutput(discard);
  }

  /// Ends all checks.
  @Override
  public void close() {
    for (String id : running.keySet()) {
      stop(id);
    }
    probers.close();
  }

  private RunningCheck runner(CheckDefinition check) {
    int outputLimit = outputLimit(check);
    return switch (check.probe()) {
      case Probe.Ttl _ -> new TtlCheck(check, timers, reporter, outputLimit);
      case Probe.Alias alias -> new AliasCheck(check, alias, aliases, reporter);
      case Probe.Active probe -> {
        Prober prober = probers.prober(probe, check, outputLimit);
        long spread = chance.below(PeriodicCheck.interval(check).toNanos());
        Duration first = Duration.ofNanos(spread);
        yield new PeriodicCheck(check, prober, clock, timers, reporter, first);
      }
    };
  }

  private int outputLimit(CheckDefinition check) {
    boolean less = check.outputMaxSize() > 0 && check.outputMaxSize() < settings.outputMaxSize();
    return less ? check.outputMaxSize() : settings.outputMaxSize();
  }
}
