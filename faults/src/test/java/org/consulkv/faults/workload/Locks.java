package org.consulkv.faults.workload;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.consulkv.faults.kv.Fenced;
import org.consulkv.faults.kv.Kv;
import org.consulkv.faults.kv.Outcome;
import org.consulkv.faults.kv.Sessions;
import org.consulkv.faults.linear.Linearizability;
import org.consulkv.faults.linear.Operation;
import org.consulkv.faults.linear.Operation.Action;
import org.consulkv.faults.linear.Operation.Free;
import org.consulkv.faults.linear.Operation.RefusedSwap;
import org.consulkv.faults.linear.Operation.Swap;
import org.consulkv.faults.node.Client;

/// Locks that all callers want. A caller makes a session, tries to take a lock, writes under it,
/// gives it back or lets the session's end do so. A lock is a register of who holds it, and must be
/// linearizable; sessions that live for a time may free it once that has passed, and no sooner.
final class Locks implements Task {
  private static final int ROUNDS_PER_LOCK = 100;
  private static final Duration TTL = Duration.ofSeconds(10);

  private final AtomicInteger[] counts;
  private final AtomicInteger holders = new AtomicInteger();
  private final ConcurrentMap<String, Lock> locks = new ConcurrentHashMap<>();

  private record Lock(Queue<Operation> history, Queue<Fencing.Write> writes) {
    Lock() {
      this(new ConcurrentLinkedQueue<>(), new ConcurrentLinkedQueue<>());
    }

    void add(Caller caller, Action action, long start, Outcome<?> outcome) {
      if (!(outcome instanceof Outcome.Never)) {
        boolean known = outcome.done().isPresent();
        long end = known ? System.nanoTime() + 1 : Operation.NEVER;
        history.add(new Operation(caller.name(), action, start, end));
      }
    }
  }

  /// @param count how many are in use at a time
  Locks(int count) {
    counts = new AtomicInteger[count];
    for (int i = 0; i < count; i++) {
      counts[i] = new AtomicInteger();
    }
  }

  @Override
  public void step(Caller caller) {
    int slot = caller.random().nextInt(counts.length);
    String key = "lock/" + slot + "-" + counts[slot].getAndIncrement() / ROUNDS_PER_LOCK;
    Duration ttl = caller.random().nextBoolean() ? TTL : Duration.ZERO;
    var sessions = new Sessions(caller.client());
    long start = System.nanoTime();
    caller
        .counted(sessions.create(ttl))
        .done()
        .ifPresent(session -> {
          Lock lock = locks.computeIfAbsent(key, _ -> new Lock());
          new Round(caller, lock, key, session, ttl.isZero() ? Long.MAX_VALUE : start).run();
        });
  }

  @Override
  public void check(Client client, Observations observations) {
    locks.forEach((key, lock) -> {
      Fencing.check(key, List.copyOf(lock.writes()), observations);
      Linearizability.firstUnexplained(new ArrayList<>(lock.history()))
          .ifPresent(
              unexplained -> observations.violation("%s is not a lock at %s", key, unexplained));
    });
  }

  /// One caller, one session, one try.
  private final class Round {
    private final Caller caller;
    private final Kv kv;
    private final Lock lock;
    private final String key;
    private final String session;
    private final long bornNanos;
    private final int holder = holders.incrementAndGet();

    /// @param bornNanos before the session was made, or the largest number if it does not end
    Round(Caller caller, Lock lock, String key, String session, long bornNanos) {
      this.caller = caller;
      this.kv = new Kv(caller.client());
      this.lock = lock;
      this.key = key;
      this.session = session;
      this.bornNanos = bornNanos;
      if (mayEnd()) {
        long endsNanos = bornNanos + TTL.toNanos();
        lock.history()
            .add(new Operation(caller.name(), new Free(holder), endsNanos, Operation.NEVER));
      }
    }

    void run() {
      long start = System.nanoTime();
      Outcome<Boolean> taken = caller.counted(kv.acquire(key, session, "holder " + holder));
      requireAlive(taken);
      boolean took = taken.done().orElse(true);
      Action action = took ? new Swap(Operation.ABSENT, holder) : new RefusedSwap(Operation.ABSENT);
      lock.add(caller, action, start, taken);
      if (taken.done().orElse(false)) {
        write();
        if (caller.random().nextBoolean()) {
          release();
        }
      }
      long ending = System.nanoTime();
      Outcome<Boolean> ended = caller.counted(new Sessions(caller.client()).destroy(session));
      lock.add(caller, new Free(holder), ending, ended);
    }

    private void write() {
      Outcome<Optional<Fenced>> outcome =
          caller.counted(kv.setFenced(key, session, "fenced/" + key, "by " + holder));
      outcome
          .done()
          .ifPresent(written -> {
            written.ifPresent(fenced -> lock.writes().add(new Fencing.Write(holder, fenced)));
            if (written.isEmpty() && !over()) {
              caller.observations().violation("%s lost %s while it held it", session, key);
            }
          });
    }

    private void release() {
      long start = System.nanoTime();
      Outcome<Boolean> released = caller.counted(kv.release(key, session, "free " + holder));
      boolean held = released.done().orElse(true);
      lock.add(
          caller,
          held ? new Swap(holder, Operation.ABSENT) : new RefusedSwap(holder),
          start,
          released);
    }

    /// An acknowledged session that nobody ended must be known.
    private void requireAlive(Outcome<?> outcome) {
      if (outcome instanceof Outcome.Unknown<?>(String why)
          && why.contains("invalid session")
          && !over()) {
        caller.observations().violation("session %s has ended too soon: %s", session, why);
      }
    }

    private boolean mayEnd() {
      return bornNanos != Long.MAX_VALUE;
    }

    private boolean over() {
      return mayEnd() && System.nanoTime() - bornNanos > TTL.toNanos();
    }
  }
}
