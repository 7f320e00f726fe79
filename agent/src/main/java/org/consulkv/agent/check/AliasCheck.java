package org.consulkv.agent.check;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Mirrors the worst of other checks, whenever one of them changes.
///
/// Threading: guarded by its own lock, which is not held while source or sink are called.
final class AliasCheck implements RunningCheck {
  private final CheckDefinition check;
  private final Probe.Alias target;
  private final AliasSource source;
  private final Reporter reporter;

  private final Object lock = new Object();
  private boolean stopped;
  private AliasSource.@Nullable Watch watch;

  AliasCheck(CheckDefinition check, Probe.Alias target, AliasSource source, Reporter reporter) {
    this.check = check;
    this.target = target;
    this.source = source;
    this.reporter = reporter;
  }

  @Override
  public void start() {
    AliasSource.Watch begun = source.watch(check, target, this::changed);
    synchronized (lock) {
      if (!stopped) {
        watch = begun;
        return;
      }
    }
    begun.close();
  }

  @Override
  public void stop() {
    AliasSource.Watch ended;
    synchronized (lock) {
      stopped = true;
      ended = watch;
    }
    if (ended != null) {
      ended.close();
    }
  }

  private void changed(Optional<List<AliasSource.Aliased>> checks) {
    synchronized (lock) {
      if (stopped) {
        return;
      }
    }
    Result result = checks.map(AliasCheck::worst).orElseGet(this::missing);
    reporter.report(check, result.status(), result.output());
  }

  private Result missing() {
    String subject =
        target.serviceId().isEmpty()
            ? "Node \"" + target.node() + "\""
            : "Service \"" + target.serviceId() + "\"";
    return Result.critical(subject + " does not exist");
  }

  private static Result worst(List<AliasSource.Aliased> checks) {
    if (checks.isEmpty()) {
      return Result.passing("No checks found.");
    }
    AliasSource.Aliased worst =
        checks.stream().max(Comparator.comparing(AliasSource.Aliased::status)).orElseThrow();
    if (worst.status() == CheckStatus.PASSING) {
      return Result.passing("All checks passing.");
    }
    String name = worst.name().isEmpty() ? worst.id() : worst.name();
    return new Result(worst.status(), "Aliased check \"" + name + "\" failing: " + worst.output());
  }
}
