package org.consulkv.faults.workload;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.consulkv.faults.kv.Kv;
import org.consulkv.faults.kv.Reading;

/// A few keys that one caller sets and deletes.
final class Deletions implements Task {
  private static final int KEYS = 10;

  private final String prefix;
  private final Map<String, Possible> keys = new TreeMap<>();

  Deletions(String caller) {
    this.prefix = "deleted/" + caller + "/";
  }

  @Override
  public void step(Caller caller) {
    String key = prefix + caller.random().nextInt(KEYS);
    Possible possible = keys.computeIfAbsent(key, _ -> new Possible());
    if (caller.random().nextBoolean()) {
      String value = caller.uniqueValue();
      possible.wrote(Optional.of(value), caller.put(key, value));
    } else {
      possible.wrote(Optional.empty(), caller.delete(key));
    }
  }

  @Override
  public void check(Kv kv, Observations observations) {
    keys.forEach((key, possible) -> {
      Optional<String> value = kv.get(key, Reading.DEFAULT).get().value();
      if (!possible.permits(value)) {
        observations.violation("%s should be one of %s and is %s", key, possible, value);
      }
    });
  }
}
