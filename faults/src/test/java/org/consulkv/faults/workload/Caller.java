package org.consulkv.faults.workload;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.consulkv.faults.kv.Entry;
import org.consulkv.faults.kv.Found;
import org.consulkv.faults.kv.Kv;
import org.consulkv.faults.kv.Outcome;
import org.consulkv.faults.kv.Reading;
import org.consulkv.faults.node.Client;

/// One client. It does one thing at a time, and compares what it is shown with what it was shown
/// before.
///
/// Threading: confined to its own thread.
public final class Caller {
  private final String name;
  private final Client client;
  private final Kv kv;
  private final Observations observations;
  private final Random random;
  private final AtomicLong done;
  private final Map<String, Long> indexes = new HashMap<>();
  private long values;
  private boolean stumbled;

  /// @param done counts what was answered, for all callers together
  Caller(String name, Client client, Observations observations, Random random, AtomicLong done) {
    this.name = name;
    this.client = client;
    this.kv = new Kv(client);
    this.observations = observations;
    this.random = random;
    this.done = done;
  }

  String name() {
    return name;
  }

  Random random() {
    return random;
  }

  Observations observations() {
    return observations;
  }

  /// A value that nobody else writes.
  String uniqueValue() {
    return name + ":" + ++values;
  }

  /// A long one, so that the log grows fast enough to be cut and compacted.
  String longUniqueValue() {
    return uniqueValue() + Observations.PADDING;
  }

  Outcome<Found> get(String key, Reading reading) {
    return shown(key, kv.get(key, reading));
  }

  Outcome<Found> list(String prefix, Reading reading) {
    return shown(prefix, kv.list(prefix, reading));
  }

  Outcome<Boolean> put(String key, String value) {
    return counted(kv.put(key, value));
  }

  Outcome<Boolean> cas(String key, String value, long index) {
    return counted(kv.cas(key, value, index));
  }

  Outcome<Boolean> delete(String key) {
    return counted(kv.delete(key));
  }

  Outcome<Boolean> deleteCas(String key, long index) {
    return counted(kv.deleteCas(key, index));
  }

  Outcome<List<Entry>> setAll(Map<String, String> values) {
    Outcome<List<Entry>> outcome = counted(kv.setAll(values));
    outcome.done().ifPresent(entries -> entries.forEach(this::sawWithoutValue));
    return outcome;
  }

  Client client() {
    return client;
  }

  /// Whether anything went unanswered since this was asked last.
  boolean stumbled() {
    boolean was = stumbled;
    stumbled = false;
    return was;
  }

  // A transaction's answer leaves out the values it set.
  private void sawWithoutValue(Entry entry) {
    if (entry.modifyIndex() < entry.createIndex()) {
      observations.violation("changed before it was created: %s", entry);
    }
  }

  private Outcome<Found> shown(String query, Outcome<Found> outcome) {
    outcome
        .done()
        .ifPresent(found -> {
          observations.sawAll(found);
          Long before = indexes.put(query, found.index());
          if (before != null && before > found.index()) {
            observations.violation(
                "%s: X-Consul-Index of %s went back from %d to %d",
                name, query, before, found.index());
          }
        });
    return counted(outcome);
  }

  /// Takes note of whether it was answered.
  <T> Outcome<T> counted(Outcome<T> outcome) {
    if (outcome instanceof Outcome.Done) {
      done.incrementAndGet();
    } else {
      stumbled = true;
    }
    return outcome;
  }
}
