package org.consulkv.faults.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.consulkv.faults.kv.Entry;
import org.consulkv.faults.kv.Kv;
import org.consulkv.faults.kv.Outcome;
import org.consulkv.faults.kv.Reading;
import org.consulkv.faults.node.Client;

/// One caller's new keys, one after the other. All that were acknowledged must be there, and what
/// is there must have been written in that order.
final class Sequence implements Task {
  private final String prefix;
  private final List<Written> written = new ArrayList<>();

  Sequence(String caller) {
    this.prefix = "sequence/" + caller + "/";
  }

  private record Written(String key, String value, Outcome<Boolean> outcome) {}

  @Override
  public void step(Caller caller) {
    String key = prefix + written.size();
    String value = caller.uniqueValue();
    written.add(new Written(key, value, caller.put(key, value)));
  }

  @Override
  public void check(Client client, Observations observations) {
    var kv = new Kv(client);
    Map<String, Entry> held =
        kv.list(prefix, Reading.DEFAULT).get().entries().stream()
            .collect(Collectors.toMap(Entry::key, Function.identity()));
    long acknowledgedIndex = 0;
    for (Written write : written) {
      Entry entry = held.get(write.key());
      boolean acknowledged = write.outcome() instanceof Outcome.Done;
      if (entry == null) {
        if (acknowledged) {
          observations.violation("lost: %s", write);
        }
        continue;
      }
      if (!entry.value().equals(write.value()) || write.outcome() instanceof Outcome.Never) {
        observations.violation("%s, but the store has %s", write, entry);
      }
      if (entry.modifyIndex() <= acknowledgedIndex) {
        observations.violation("not after %d: %s", acknowledgedIndex, entry);
      }
      if (acknowledged) {
        acknowledgedIndex = entry.modifyIndex();
      }
    }
  }
}
