package org.consulkv.faults.workload;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.consulkv.faults.kv.Kv;
import org.consulkv.faults.kv.Outcome;
import org.consulkv.faults.kv.Reading;
import org.consulkv.faults.node.Target;
import org.consulkv.testkit.machine.Await;

/// Keys in folders that some clients write and many watch, through all of the nodes.
///
/// Threading: its own virtual threads; used by the thread that made it.
public final class Watched implements AutoCloseable {
  private static final int FOLDERS = 10;
  private static final int KEYS_PER_FOLDER = 5;
  private static final int WRITERS = 4;
  private static final Duration TO_BE_TOLD = Duration.ofSeconds(15);
  private static final long AFTER_ERROR_NANOS = 20_000_000;

  private final List<? extends Target> targets;
  private final Observations observations = new Observations();
  private final AtomicBoolean writing = new AtomicBoolean(true);
  private final AtomicBoolean watching = new AtomicBoolean(true);
  private final AtomicLong writes = new AtomicLong();
  private final List<Watcher> watchers = new ArrayList<>();
  private final List<Thread> writerThreads = new ArrayList<>();
  private final List<Thread> watcherThreads = new ArrayList<>();

  private Watched(List<? extends Target> targets) {
    this.targets = List.copyOf(targets);
  }

  /// Begins to write and to watch.
  public static Watched start(List<? extends Target> targets, int watchers, long seed) {
    Watched watched = new Watched(targets);
    Random random = new Random(seed);
    for (int i = 0; i < watchers; i++) {
      String what = "watched/" + random.nextInt(FOLDERS) + "/";
      what += i % 3 == 0 ? "" : Integer.toString(random.nextInt(KEYS_PER_FOLDER));
      Target target = targets.get(i % targets.size());
      Watcher watcher = new Watcher(target, what, watched.observations, watched.watching);
      watched.watchers.add(watcher);
      watched.watcherThreads.add(watcher.start());
    }
    for (int i = 0; i < WRITERS; i++) {
      String name = "w" + i;
      Random own = new Random(seed + i);
      Target target = targets.get(i % targets.size());
      watched.writerThreads.add(
          Thread.ofVirtual().name(name).start(() -> watched.write(target, name, own)));
    }
    return watched;
  }

  /// Returns after so many further writes.
  public void awaitWrites(int count) {
    long before = writes.get();
    Await.until(Duration.ofSeconds(30), () -> writes.get() > before + count, () -> "writes");
  }

  /// Ends the writers and waits until every watcher has seen the last values.
  ///
  /// @throws AssertionError if one has not in time
  public void assertAllSeeTheLast() {
    writing.set(false);
    join(writerThreads);
    Kv kv = new Kv(targets.getFirst().client());
    for (Watcher watcher : watchers) {
      Await.until(
          TO_BE_TOLD,
          () -> watcher.seen().equals(held(kv, watcher.what())),
          () ->
              "the watcher of %s sees %s, not %s"
                  .formatted(watcher.what(), held(kv, watcher.what()), watcher.seen()));
    }
  }

  // A write of unknown outcome may come late, so what is held is asked again and again.
  private static Map<String, String> held(Kv kv, String what) {
    return Watcher.values(
        what.endsWith("/")
            ? kv.list(what, Reading.DEFAULT).get()
            : kv.get(what, Reading.DEFAULT).get());
  }

  /// What was seen that cannot be.
  public List<String> violations() {
    return observations.violations();
  }

  /// Ends all.
  @Override
  public void close() {
    writing.set(false);
    watching.set(false);
    writerThreads.forEach(Thread::interrupt);
    watcherThreads.forEach(Thread::interrupt);
    join(writerThreads);
    join(watcherThreads);
  }

  private void write(Target target, String name, Random random) {
    Kv kv = new Kv(target.client());
    for (int number = 0; writing.get(); number++) {
      String in = "watched/" + random.nextInt(FOLDERS) + "/";
      String key = in + random.nextInt(KEYS_PER_FOLDER);
      String value = name + ":" + number;
      Outcome<?> outcome =
          switch (random.nextInt(10)) {
            case 0 -> kv.delete(key);
            case 1 -> kv.setAll(Map.of(key, value, in + "both", value));
            default -> kv.put(key, value);
          };
      writes.incrementAndGet();
      if (!(outcome instanceof Outcome.Done)) {
        if (!target.awaitUp()) {
          return;
        }
        LockSupport.parkNanos(AFTER_ERROR_NANOS);
      }
    }
  }

  private static void join(List<Thread> threads) {
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted", e);
      }
    }
  }
}
