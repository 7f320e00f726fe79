package org.consulkv.faults.workload;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.consulkv.faults.kv.Kv;
import org.consulkv.faults.kv.Reading;
import org.consulkv.faults.node.Client;

/// A few keys that one caller sets and deletes. After a write of unknown outcome a key is left and
/// another takes its place.
final class Deletions implements Task {
  private static final int KEYS = 10;

  private final String prefix;
  private final Map<String, Possible> keys = new TreeMap<>();
  private final int[] generations = new int[KEYS];

  Deletions(String caller) {
    this.prefix = "deleted/" + caller + "/";
  }

  @Override
  public void step(Caller caller) {
    int slot = caller.random().nextInt(KEYS);
    String key = prefix + slot + "-" + generations[slot];
    Possible possible = keys.computeIfAbsent(key, _ -> new Possible());
    if (caller.random().nextBoolean()) {
      String value = caller.uniqueValue();
      possible.wrote(Optional.of(value), caller.put(key, value));
    } else {
      possible.wrote(Optional.empty(), caller.delete(key));
    }
    if (!possible.settled()) {
      generations[slot]++;
    }
  }

  @Override
  public void check(Client client, Observations observations) {
    var kv = new Kv(client);
    keys.forEach((key, possible) -> {
      Optional<String> value = kv.get(key, Reading.DEFAULT).get().value();
      if (!possible.permits(value)) {
        observations.violation("%s should be one of %s and is %s", key, possible, value);
      }
    });
  }
}
