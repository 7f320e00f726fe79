package org.consulkv.faults.workload;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.consulkv.faults.kv.Entry;
import org.consulkv.faults.kv.Found;
import org.consulkv.faults.kv.Kv;
import org.consulkv.faults.kv.Outcome;
import org.consulkv.faults.node.Target;

/// A client that waits for changes of a key or a prefix by blocking queries, one after the other,
/// and begins again where it was when the node comes back.
///
/// Threading: its own virtual thread; `seen` from any.
public final class Watcher {
  // Longer than any test: whoever misses a change misses it for good.
  private static final Duration WAIT = Duration.ofMinutes(10);

  private static final long AFTER_ERROR_NANOS = Duration.ofMillis(50).toNanos();

  private final Target target;
  private final String what;
  private final Observations observations;
  private final AtomicBoolean watching;
  private volatile Map<String, String> seen = Map.of();

  /// @param what a key, or a prefix if it ends in a slash
  public Watcher(Target target, String what, Observations observations, AtomicBoolean watching) {
    this.target = target;
    this.what = what;
    this.observations = observations;
    this.watching = watching;
  }

  public String what() {
    return what;
  }

  /// Watches until it is stopped and woken once more.
  public Thread start() {
    return Thread.ofVirtual().name("watch " + what).start(this::run);
  }

  /// The values by key as of the last answer.
  public Map<String, String> seen() {
    return seen;
  }

  private void run() {
    Kv kv = new Kv(target.client());
    long index = 0;
    while (watching.get()) {
      switch (kv.await(what, index, WAIT)) {
        case Outcome.Done<Found>(Found found) -> {
          if (found.index() < index) {
            observations.violation(
                "the index of %s went back from %d to %d", what, index, found.index());
          }
          index = found.index();
          observations.sawAll(found);
          seen = values(found);
        }
        case Outcome.Never<Found> _, Outcome.Unknown<Found> _ -> {
          if (!target.awaitUp()) {
            return;
          }
          LockSupport.parkNanos(AFTER_ERROR_NANOS);
        }
      }
    }
  }

  /// The values by key.
  public static Map<String, String> values(Found found) {
    var values = new TreeMap<String, String>();
    for (Entry entry : found.entries()) {
      values.put(entry.key(), entry.value());
    }
    return values;
  }
}
