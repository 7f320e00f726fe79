package org.consulkv.faults.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.consulkv.faults.kv.Entry;
import org.consulkv.faults.kv.Found;
import org.consulkv.faults.kv.Kv;
import org.consulkv.faults.kv.Reading;
import org.consulkv.faults.node.Client;

/// Two keys that one caller sets together in a transaction. Nobody sees them differ. After a
/// transaction of unknown outcome another two take their place.
final class Pairs implements Task {
  private static final int KEYS = 2;

  private final String prefix;
  private final List<Pair> pairs = new ArrayList<>();

  Pairs(String caller) {
    this.prefix = "pair/" + caller + "/";
    pairs.add(new Pair(prefix + "0/"));
  }

  @Override
  public void step(Caller caller) {
    Pair pair = pairs.getLast();
    if (caller.random().nextBoolean()) {
      pair.set(caller);
      if (!pair.possible.settled()) {
        pairs.add(new Pair(prefix + pairs.size() + "/"));
      }
    } else {
      caller
          .list(pair.prefix, Reading.DEFAULT)
          .done()
          .ifPresent(found -> pair.check(found, caller.observations()));
    }
  }

  @Override
  public void check(Client client, Observations observations) {
    var kv = new Kv(client);
    for (Pair pair : pairs) {
      pair.check(kv.list(pair.prefix, Reading.DEFAULT).get(), observations);
    }
  }

  private static final class Pair {
    private final String prefix;
    private final Possible possible = new Possible();

    Pair(String prefix) {
      this.prefix = prefix;
    }

    void set(Caller caller) {
      String value = caller.longUniqueValue();
      possible.wrote(
          Optional.of(value),
          caller.setAll(Map.of(prefix + "left", value, prefix + "right", value)));
    }

    void check(Found found, Observations observations) {
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
}
