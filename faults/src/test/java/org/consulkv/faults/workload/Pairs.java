package org.consulkv.faults.workload;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.consulkv.faults.kv.Entry;
import org.consulkv.faults.kv.Found;
import org.consulkv.faults.kv.Kv;
import org.consulkv.faults.kv.Reading;

/// Two keys that one caller sets together in a transaction. Nobody sees them differ.
final class Pairs implements Task {
  private static final int KEYS = 2;

  private final String prefix;
  private final Possible possible = new Possible();

  Pairs(String caller) {
    this.prefix = "pair/" + caller + "/";
  }

  @Override
  public void step(Caller caller) {
    if (caller.random().nextBoolean()) {
      String value = caller.longUniqueValue();
      possible.wrote(
          Optional.of(value),
          caller.setAll(Map.of(prefix + "left", value, prefix + "right", value)));
    } else {
      caller
          .list(prefix, Reading.DEFAULT)
          .done()
          .ifPresent(found -> checkEqual(found, caller.observations()));
    }
  }

  @Override
  public void check(Kv kv, Observations observations) {
    checkEqual(kv.list(prefix, Reading.DEFAULT).get(), observations);
  }

  private void checkEqual(Found found, Observations observations) {
    List<Entry> entries = found.entries();
    boolean together =
        entries.isEmpty()
            || (entries.size() == KEYS
                && entries.getFirst().modifyIndex() == entries.getLast().modifyIndex()
                && entries.getFirst().value().equals(entries.getLast().value()));
    if (!together) {
      observations.violation("set together, but seen as %s", entries);
    }
    if (!possible.permits(found.value())) {
      observations.violation("%s should be one of %s and is %s", prefix, possible, entries);
    }
  }
}
