package org.consulkv.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.consulkv.faults.kv.Kv;
import org.consulkv.faults.kv.Outcome;
import org.consulkv.faults.kv.Reading;
import org.consulkv.faults.node.Await;
import org.consulkv.faults.node.Moments;
import org.consulkv.faults.node.Node;
import org.consulkv.faults.node.NodeSettings;
import org.consulkv.faults.workload.Observations;
import org.consulkv.faults.workload.Watcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 5, unit = TimeUnit.MINUTES)
class Watchers_of_a_server_that_restarts {
  private static final int FOLDERS = 10;
  private static final int KEYS_PER_FOLDER = 5;
  private static final int WRITERS = 4;
  private static final int RESTARTS = 3;
  private static final Duration TO_BE_TOLD = Duration.ofSeconds(15);

  private final Extent extent = Extent.ofThisRun();
  private final Observations observations = new Observations();
  private final AtomicBoolean writing = new AtomicBoolean(true);
  private final AtomicBoolean watching = new AtomicBoolean(true);
  private final AtomicLong writes = new AtomicLong();

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  @Test
  void all_see_the_last_value_and_no_index_that_goes_back() throws InterruptedException {
    List<Thread> watching;
    try (Node node = new Node(NodeSettings.alone(folder)).start()) {
      List<Watcher> watchers = watchers(node);
      watching = watchers.stream().map(Watcher::start).toList();
      List<Thread> writing = writers(node);
      restart(node);
      this.writing.set(false);
      join(writing);

      assertAllSeeWhatIsThere(node, watchers);

      this.watching.set(false);
    }
    join(watching); // woken by the end of the node
    assertThat(observations.violations()).isEmpty();
  }

  private void restart(Node node) {
    Moments moments = new Moments(extent.seed());
    for (int restart = 0; restart < RESTARTS; restart++) {
      long before = writes.get();
      Await.until(
          Duration.ofSeconds(30), () -> writes.get() > before + 100, () -> "writes" + node.tail());
      moments.pass(Duration.ZERO, Duration.ofMillis(500));
      node.kill();
      node.start();
    }
    // The last changes come to watchers that wait, not to ones that ask anew.
    long before = writes.get();
    Await.until(
        Duration.ofSeconds(30), () -> writes.get() > before + 500, () -> "writes" + node.tail());
  }

  private void assertAllSeeWhatIsThere(Node node, List<Watcher> watchers) {
    Kv kv = new Kv(node.client());
    for (Watcher watcher : watchers) {
      Map<String, String> expected =
          Watcher.values(
              watcher.what().endsWith("/")
                  ? kv.list(watcher.what(), Reading.DEFAULT).get()
                  : kv.get(watcher.what(), Reading.DEFAULT).get());
      Await.until(
          TO_BE_TOLD,
          () -> watcher.seen().equals(expected),
          () ->
              "the watcher of %s sees %s, not %s"
                  .formatted(watcher.what(), expected, watcher.seen()));
    }
  }

  private List<Watcher> watchers(Node node) {
    Random random = new Random(extent.seed());
    var watchers = new ArrayList<Watcher>();
    for (int i = 0; i < extent.watchers(); i++) {
      String what = "watched/" + random.nextInt(FOLDERS) + "/";
      what += i % 3 == 0 ? "" : Integer.toString(random.nextInt(KEYS_PER_FOLDER));
      watchers.add(new Watcher(node, what, observations, watching));
    }
    return watchers;
  }

  private List<Thread> writers(Node node) {
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < WRITERS; i++) {
      String name = "w" + i;
      Random random = new Random(extent.seed() + i);
      threads.add(Thread.ofVirtual().name(name).start(() -> write(node, name, random)));
    }
    return threads;
  }

  private void write(Node node, String name, Random random) {
    Kv kv = new Kv(node.client());
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
      if (!(outcome instanceof Outcome.Done) && !node.awaitUp()) {
        return;
      }
    }
  }

  private static void join(List<Thread> threads) throws InterruptedException {
    for (Thread thread : threads) {
      thread.join();
    }
  }
}
