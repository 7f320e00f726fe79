package org.consulkv.faults.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Stream;
import org.consulkv.faults.node.Target;

/// Many clients that read and write at once, and write down what they were told.
///
/// Threading: one virtual thread per client; the load itself is used by the thread that made it.
public final class Load implements AutoCloseable {
  private static final int COUNTERS = 3;
  private static final int REGISTERS = 5;
  private static final int LOCKS = 3;
  private static final long AFTER_ERROR_NANOS = 20_000_000;

  private final List<? extends Target> targets;
  private final Observations observations = new Observations();
  private final AtomicLong done = new AtomicLong();
  private final AtomicBoolean stopped = new AtomicBoolean();
  private final List<Task> tasks = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  private Load(List<? extends Target> targets) {
    this.targets = List.copyOf(targets);
  }

  /// Works the keys of one node.
  ///
  /// @param seed decides what each client does, not when
  public static Load start(Target target, int clients, long seed) {
    Load load = new Load(List.of(target));
    load.start(
        clients,
        seed,
        List.of(new Counters(COUNTERS), new Registers(REGISTERS)),
        name -> List.of(new Sequence(name), new Pairs(name), new Deletions(name)));
    return load;
  }

  /// Works keys, locks and the catalog of a cluster; each client stays with one of the nodes.
  public static Load startOn(List<? extends Target> nodes, int clients, long seed) {
    Load load = new Load(nodes);
    load.start(
        clients,
        seed,
        List.of(new Counters(COUNTERS), new Registers(REGISTERS), new Locks(LOCKS)),
        name ->
            List.of(
                new Sequence(name), new Pairs(name), new Deletions(name), new Registrations(name)));
    return load;
  }

  private void start(
      int clients, long seed, List<Task> shared, Function<String, List<Task>> ownOf) {
    tasks.addAll(shared);
    Random seeds = new Random(seed);
    for (int i = 0; i < clients; i++) {
      String name = "c" + i;
      List<Task> own = ownOf.apply(name);
      tasks.addAll(own);
      Target target = targets.get(i % targets.size());
      Random random = new Random(seeds.nextLong());
      Caller caller = new Caller(name, target.client(), observations, random, done);
      List<Task> all = Stream.concat(shared.stream(), own.stream()).toList();
      threads.add(Thread.ofVirtual().name(name).unstarted(() -> run(caller, target, all)));
    }
    threads.forEach(Thread::start);
  }

  /// How many operations were answered so far.
  public long done() {
    return done.get();
  }

  public Observations observations() {
    return observations;
  }

  /// Ends all clients after what they are doing now; the nodes must be up.
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

  /// Compares what the nodes hold with what was acknowledged, after [#stop].
  ///
  /// @throws AssertionError if anything was seen that cannot be
  public void check() {
    checkOn(targets);
  }

  /// The same through other nodes of the cluster than those it worked.
  public void checkOn(List<? extends Target> nodes) {
    for (int i = 0; i < tasks.size(); i++) {
      tasks.get(i).check(nodes.get(i % nodes.size()).client(), observations);
    }
    assertThat(observations.violations()).as("of %d operations", done.get()).isEmpty();
  }

  @Override
  public void close() {
    stopped.set(true);
    threads.forEach(Thread::interrupt);
  }

  private void run(Caller caller, Target target, List<Task> all) {
    try {
      while (!stopped.get()) {
        all.get(caller.random().nextInt(all.size())).step(caller);
        if (caller.stumbled()) {
          if (!target.awaitUp()) {
            return;
          }
          LockSupport.parkNanos(AFTER_ERROR_NANOS);
        }
      }
    } catch (RuntimeException | AssertionError e) {
      observations.violation("%s ended: %s", caller.name(), e);
    }
  }
}
