package org.consulkv.faults.cluster;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.consulkv.faults.node.Answer;
import org.consulkv.faults.node.Node;

/// How long it takes until writes succeed.
///
/// Threading: confined to its creator.
public final class Writability {
  private static final long PROBE_EVERY_MILLIS = 25;
  private static final Duration PROBE = Duration.ofSeconds(10);
  private static final AtomicLong keys = new AtomicLong();

  private Writability() {}

  /// The time until each of these has acknowledged a write that was sent to it from now on. Writes
  /// are sent all the time, whatever became of those before.
  ///
  /// @return the longest of them
  /// @throws AssertionError if one takes longer than the limit
  public static Duration untilAllTakeWrites(List<Node> nodes, Duration limit) {
    long start = System.nanoTime();
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Probe> probes = nodes.stream().map(node -> new Probe(node, executor)).toList();
      long last = start;
      for (Probe probe : probes) {
        last = Math.max(last, probe.await(start + limit.toNanos()));
      }
      executor.shutdownNow();
      return Duration.ofNanos(last - start);
    }
  }

  private static final class Probe {
    private final Node node;
    private final CountDownLatch written = new CountDownLatch(1);
    private volatile long writtenNanos;

    Probe(Node node, ExecutorService executor) {
      this.node = node;
      executor.execute(() -> ask(executor));
    }

    private void ask(ExecutorService executor) {
      try {
        do {
          executor.execute(this::write);
        } while (!written.await(PROBE_EVERY_MILLIS, TimeUnit.MILLISECONDS));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (RejectedExecutionException over) {
        // An earlier question was answered meanwhile.
      }
    }

    private void write() {
      String path = "/v1/kv/probe/" + keys.incrementAndGet();
      if (node.client().put(path, "", PROBE) instanceof Answer.Reply reply
          && reply.status() == 200) {
        synchronized (this) {
          writtenNanos = writtenNanos == 0 ? System.nanoTime() : writtenNanos;
        }
        written.countDown();
      }
    }

    long await(long deadlineNanos) {
      try {
        if (!written.await(deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS)) {
          throw new AssertionError(node.settings().name() + " takes no writes" + node.tail());
        }
        return writtenNanos;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted", e);
      }
    }
  }
}
