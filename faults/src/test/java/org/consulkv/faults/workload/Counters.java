package org.consulkv.faults.workload;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.consulkv.faults.kv.Entry;
import org.consulkv.faults.kv.Kv;
import org.consulkv.faults.kv.Outcome;
import org.consulkv.faults.kv.Reading;
import org.consulkv.faults.node.Client;

/// Counters that all callers raise by check-and-set. Each number is reached once, and none is lost.
final class Counters implements Task {
  private final Counter[] counters;

  Counters(int count) {
    counters =
        IntStream.range(0, count)
            .mapToObj(i -> new Counter("counter/" + i))
            .toArray(Counter[]::new);
  }

  @Override
  public void step(Caller caller) {
    counters[caller.random().nextInt(counters.length)].raise(caller);
  }

  @Override
  public void check(Client client, Observations observations) {
    var kv = new Kv(client);
    for (Counter counter : counters) {
      counter.check(kv, observations);
    }
  }

  /// Its value is its number and a text that makes the value unique.
  private static final class Counter {
    private final String key;
    private final Set<Long> reached = ConcurrentHashMap.newKeySet();
    private final AtomicLong unknown = new AtomicLong();

    Counter(String key) {
      this.key = key;
    }

    void raise(Caller caller) {
      Reading reading = caller.random().nextBoolean() ? Reading.DEFAULT : Reading.CONSISTENT;
      caller
          .get(key, reading)
          .done()
          .ifPresent(found -> {
            long next = number(found.value()) + 1;
            long index = found.entry().map(Entry::modifyIndex).orElse(0L);
            raise(caller, next, index);
          });
    }

    private void raise(Caller caller, long next, long index) {
      switch (caller.cas(key, next + " " + caller.uniqueValue(), index)) {
        case Outcome.Done<Boolean>(Boolean raised) -> {
          if (raised && !reached.add(next)) {
            caller.observations().violation("%s reached %d twice", key, next);
          }
        }
        case Outcome.Never<Boolean> _ -> {}
        case Outcome.Unknown<Boolean> _ -> unknown.incrementAndGet();
      }
    }

    void check(Kv kv, Observations observations) {
      long number = number(kv.get(key, Reading.DEFAULT).get().value());
      if (number < reached.size() || number > reached.size() + unknown.get()) {
        observations.violation(
            "%s is %d after %d acknowledged and %d unknown",
            key, number, reached.size(), unknown.get());
      }
      long highest = reached.stream().mapToLong(n -> n).max().orElse(0);
      if (number < highest) {
        observations.violation("%s is %d and had reached %d", key, number, highest);
      }
    }

    private static long number(Optional<String> value) {
      return value.map(text -> Long.parseLong(text.substring(0, text.indexOf(' ')))).orElse(0L);
    }
  }
}
