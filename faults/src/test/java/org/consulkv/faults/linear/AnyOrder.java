package org.consulkv.faults.linear;

import java.util.ArrayList;
import java.util.List;

/// Decides linearizability by trying every order of every choice of unknown operations: too simple
/// to be wrong, and only for a handful of operations.
final class AnyOrder {
  private AnyOrder() {}

  static boolean explains(List<Operation> history) {
    return explains(new ArrayList<>(history), Operation.ABSENT);
  }

  private static boolean explains(List<Operation> left, int value) {
    if (left.stream().noneMatch(Operation::known)) {
      return true; // the others did not happen
    }
    for (int i = 0; i < left.size(); i++) {
      Operation next = left.remove(i);
      boolean mayBeNext = left.stream().allMatch(other -> other.endNanos() >= next.startNanos());
      if (mayBeNext && next.action().fits(value) && explains(left, next.action().after(value))) {
        return true;
      }
      left.add(i, next);
    }
    return false;
  }
}
