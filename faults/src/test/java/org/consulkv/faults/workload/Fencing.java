package org.consulkv.faults.workload;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.consulkv.faults.kv.Fenced;

/// The writes under one lock. Each holder has a fencing number of its own, and in the order of
/// their ModifyIndex the numbers never go back: nobody writes who no longer holds the lock.
final class Fencing {
  private Fencing() {}

  /// A write of a holder, which holds the lock once.
  record Write(int holder, Fenced fenced) {}

  static void check(String lock, List<Write> writes, Observations observations) {
    Map<Long, Integer> holders = new HashMap<>();
    long highest = 0;
    List<Write> inOrder =
        writes.stream()
            .sorted(Comparator.comparingLong(write -> write.fenced().modifyIndex()))
            .toList();
    for (Write write : inOrder) {
      long number = write.fenced().lockIndex();
      Integer other = holders.putIfAbsent(number, write.holder());
      if (other != null && other != write.holder()) {
        observations.violation("%s was held as %d by %d and by %s", lock, number, other, write);
      }
      if (number < highest) {
        observations.violation("%s had been held as %d before %s", lock, highest, write);
      }
      highest = Math.max(highest, number);
    }
  }
}
