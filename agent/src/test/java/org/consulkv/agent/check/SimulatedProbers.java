package org.consulkv.agent.check;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import org.consulkv.testkit.time.VirtualTime;

/// Probes in simulated time: they note when they began and take as long as they are told.
///
/// Threading: the test's.
final class SimulatedProbers implements ProberFactory {
  private final VirtualTime time;
  private final Queue<Result> results = new ArrayDeque<>();
  private Duration takes = Duration.ZERO;
  private final List<Duration> starts = new ArrayList<>();
  private int cancelled;

  SimulatedProbers(VirtualTime time) {
    this.time = time;
  }

  /// How long each probe takes from now on.
  void take(Duration duration) {
    takes = duration;
  }

  /// What the next probes find; then they pass.
  void find(CheckStatus... statuses) {
    for (CheckStatus status : statuses) {
      results.add(new Result(status, status.text()));
    }
  }

  /// When probes began.
  List<Duration> starts() {
    return starts;
  }

  int cancelled() {
    return cancelled;
  }

  @Override
  public Prober prober(Probe.Active probe, CheckDefinition check, int outputLimit) {
    return new Prober() {
      @Override
      public Running start(Consumer<Result> done) {
        starts.add(Duration.ofNanos(time.nanos()));
        Result found = results.isEmpty() ? Result.passing("passing") : results.remove();
        time.after(takes, () -> done.accept(found));
        return () -> {
          cancelled++;
          done.accept(Result.critical("given up")); // as a program does that is killed
        };
      }

      @Override
      public Result timedOut(Duration timeout) {
        return Result.critical("timed out");
      }
    };
  }

  @Override
  public void close() {}
}
