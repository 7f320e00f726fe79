package org.consulkv.faults.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.consulkv.faults.kv.Entry;
import org.consulkv.faults.kv.Found;
import org.consulkv.faults.kv.Kv;
import org.consulkv.faults.kv.Outcome;
import org.consulkv.faults.kv.Reading;
import org.consulkv.faults.linear.Linearizability;
import org.consulkv.faults.linear.Operation;
import org.consulkv.faults.linear.Operation.Action;
import org.consulkv.faults.node.Client;

/// Keys that all callers read, write, swap and delete at once. What they were told must be
/// linearizable. After some hundreds of operations a key is left and a new one begun, so that the
/// histories stay short enough to check.
final class Registers implements Task {
  private static final int OPERATIONS_PER_KEY = 300;
  private static final int EXCERPT = 12;

  private final AtomicInteger[] counts;
  private final AtomicInteger values = new AtomicInteger();
  private final ConcurrentMap<String, Queue<Operation>> histories = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Map<String, Entry>> lastRead = new ConcurrentHashMap<>();

  /// @param keys how many are in use at a time
  Registers(int keys) {
    counts = new AtomicInteger[keys];
    for (int i = 0; i < keys; i++) {
      counts[i] = new AtomicInteger();
    }
  }

  @Override
  public void step(Caller caller) {
    int slot = caller.random().nextInt(counts.length);
    int age = counts[slot].getAndIncrement() / OPERATIONS_PER_KEY;
    String key = "register/" + slot + "-" + age;
    Optional<Entry> read = Optional.ofNullable(readBy(caller).get(key));
    switch (caller.random().nextInt(8)) {
      case 0 -> put(caller, key);
      case 1 -> delete(caller, key);
      case 2 -> read.ifPresent(entry -> deleteCas(caller, key, entry));
      case 3, 4 -> cas(caller, key, read);
      case 5 -> get(caller, key, Reading.CONSISTENT);
      default -> get(caller, key, Reading.DEFAULT);
    }
  }

  private void get(Caller caller, String key, Reading reading) {
    long start = System.nanoTime();
    Outcome<Found> outcome = caller.get(key, reading);
    outcome
        .done()
        .ifPresent(found -> {
          found.entry().ifPresent(entry -> readBy(caller).put(key, entry));
          record(caller, key, start, outcome, new Operation.Read(valueOf(found.value())));
        });
  }

  private void put(Caller caller, String key) {
    int value = values.incrementAndGet();
    long start = System.nanoTime();
    record(caller, key, start, caller.put(key, text(value)), new Operation.Write(value));
  }

  private void delete(Caller caller, String key) {
    long start = System.nanoTime();
    record(caller, key, start, caller.delete(key), new Operation.Write(Operation.ABSENT));
  }

  private void cas(Caller caller, String key, Optional<Entry> read) {
    int expected = valueOf(read.map(Entry::value));
    int value = values.incrementAndGet();
    long start = System.nanoTime();
    Outcome<Boolean> outcome =
        caller.cas(key, text(value), read.map(Entry::modifyIndex).orElse(0L));
    record(caller, key, start, outcome, swap(outcome, expected, value));
  }

  private void deleteCas(Caller caller, String key, Entry read) {
    int expected = valueOf(Optional.of(read.value()));
    long start = System.nanoTime();
    Outcome<Boolean> outcome = caller.deleteCas(key, read.modifyIndex());
    Action action =
        outcome.done().orElse(true)
            ? new Operation.Clear(expected)
            : new Operation.RefusedSwap(expected);
    record(caller, key, start, outcome, action);
  }

  private static Action swap(Outcome<Boolean> outcome, int expected, int value) {
    return outcome.done().orElse(true)
        ? new Operation.Swap(expected, value)
        : new Operation.RefusedSwap(expected);
  }

  private void record(Caller caller, String key, long start, Outcome<?> outcome, Action action) {
    long end =
        switch (outcome) {
          case Outcome.Done<?> _ -> System.nanoTime();
          case Outcome.Unknown<?> _ -> Operation.NEVER;
          case Outcome.Never<?> _ -> start;
        };
    if (end > start) {
      histories
          .computeIfAbsent(key, _ -> new ConcurrentLinkedQueue<>())
          .add(new Operation(caller.name(), action, start, end));
    }
  }

  @Override
  public void check(Client client, Observations observations) {
    var kv = new Kv(client);
    histories.forEach((key, queue) -> {
      var history = new ArrayList<Operation>(queue);
      long start = System.nanoTime();
      int last = valueOf(kv.get(key, Reading.DEFAULT).get().value());
      history.add(new Operation("check", new Operation.Read(last), start, System.nanoTime() + 1));
      Linearizability.firstUnexplained(history)
          .ifPresent(unexplained ->
              observations.violation(
                  "%s is not linearizable at %s; before it: %s",
                  key, unexplained, before(history, unexplained)));
    });
  }

  private static List<Operation> before(List<Operation> history, Operation unexplained) {
    List<Operation> before =
        history.stream()
            .filter(operation -> operation.startNanos() < unexplained.endNanos())
            .sorted(java.util.Comparator.comparingLong(Operation::startNanos))
            .toList();
    return before.subList(Math.max(0, before.size() - EXCERPT), before.size());
  }

  private Map<String, Entry> readBy(Caller caller) {
    return lastRead.computeIfAbsent(caller.name(), _ -> new ConcurrentHashMap<>());
  }

  private static String text(int value) {
    return "r" + value;
  }

  private static int valueOf(Optional<String> text) {
    return text.map(written -> Integer.parseInt(written.substring(1))).orElse(Operation.ABSENT);
  }
}
