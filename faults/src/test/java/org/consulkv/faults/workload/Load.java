package org.consulkv.faults.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.consulkv.faults.kv.Kv;
import org.consulkv.faults.node.Target;

/// Many clients that read and write at once, and write down what they were told.
///
/// Threading: one virtual thread per client; the load itself is used by the thread that made it.
public final class Load implements AutoCloseable {
  private static final int COUNTERS = 3;
  private static final int REGISTERS = 5;

  private final Target target;
  private final Observations observations = new Observations();
  private final AtomicLong done = new AtomicLong();
  private final AtomicBoolean stopped = new AtomicBoolean();
  private final List<Task> tasks = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  private Load(Target target) {
    this.target = target;
  }

  /// @param seed decides what each client does, not when
  public static Load start(Target target, int clients, long seed) {
    Load load = new Load(target);
    List<Task> shared = List.of(new Counters(COUNTERS), new Registers(REGISTERS));
    load.tasks.addAll(shared);
    Random seeds = new Random(seed);
    for (int i = 0; i < clients; i++) {
      String name = "c" + i;
      List<Task> own = List.of(new Sequence(name), new Pairs(name), new Deletions(name));
      load.tasks.addAll(own);
      Kv kv = new Kv(target.client());
      Caller caller =
          new Caller(name, kv, load.observations, new Random(seeds.nextLong()), load.done);
      List<Task> all = Stream.concat(shared.stream(), own.stream()).toList();
      load.threads.add(Thread.ofVirtual().name(name).unstarted(() -> load.run(caller, all)));
    }
    load.threads.forEach(Thread::start);
    return load;
  }

  /// How many operations were answered so far.
  public long done() {
    return done.get();
  }

  public Observations observations() {
    return observations;
  }

  /// Ends all clients after what they are doing now; the node must be up.
  public void stop() {
    stopped.set(true);
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted", e);
      }
    }
  }

  /// Compares what the node holds with what was acknowledged, after [#stop].
  ///
  /// @throws AssertionError if anything was seen that cannot be
  public void check() {
    Kv kv = new Kv(target.client());
    tasks.forEach(task -> task.check(kv, observations));
    assertThat(observations.violations()).as("of %d operations", done.get()).isEmpty();
  }

  @Override
  public void close() {
    stopped.set(true);
    threads.forEach(Thread::interrupt);
  }

  private void run(Caller caller, List<Task> all) {
    try {
      while (!stopped.get()) {
        all.get(caller.random().nextInt(all.size())).step(caller);
        if (caller.stumbled() && !target.awaitUp()) {
          return;
        }
      }
    } catch (RuntimeException | AssertionError e) {
      observations.violation("%s ended: %s", caller.name(), e);
    }
  }
}
