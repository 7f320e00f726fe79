package org.consulkv.faults.linear;

import java.util.ArrayList;
import java.util.List;
import org.consulkv.faults.linear.Operation.Action;
import org.consulkv.faults.linear.Operation.Clear;
import org.consulkv.faults.linear.Operation.Free;
import org.consulkv.faults.linear.Operation.Read;
import org.consulkv.faults.linear.Operation.RefusedSwap;
import org.consulkv.faults.linear.Operation.Swap;
import org.consulkv.faults.linear.Operation.Write;
import org.consulkv.testkit.seed.Gen;

/// Histories from a seed.
final class RandomHistory {
  private final Gen gen;
  private final int unknownOneIn;
  private int lastValue;

  RandomHistory(Gen gen, int unknownOneIn) {
    this.gen = gen;
    this.unknownOneIn = unknownOneIn;
  }

  /// One that is linearizable: every operation acts at its place in the list.
  ///
  /// @param overlap how many operations an operation may overlap on each side
  List<Operation> linearizable(int length, int overlap) {
    var history = new ArrayList<Operation>();
    int value = Operation.ABSENT;
    for (int i = 0; i < length; i++) {
      boolean unknown = gen.onceIn(unknownOneIn);
      Action action = action(value);
      boolean happens = !unknown || gen.onceIn(2);
      // A place is ten nanoseconds, the moment is in its middle.
      long start = 10L * (i - gen.below(overlap + 1)) + gen.below(5);
      long end = 10L * (i + gen.below(overlap + 1)) + 5 + gen.below(5);
      history.add(new Operation("c" + i, action, start, unknown ? Operation.NEVER : end));
      if (happens) {
        value = action.after(value);
      }
    }
    return history;
  }

  /// One in which something else was seen, that is mostly not linearizable.
  List<Operation> doubtful(int length, int overlap) {
    List<Operation> history = linearizable(length, overlap);
    int at = gen.below(length);
    Operation changed = history.get(at);
    int other = gen.below(lastValue + 1);
    Action action =
        switch (changed.action()) {
          case Read _ -> new Read(other);
          case Swap(int _, int value) -> new Swap(other, value);
          case RefusedSwap _ -> new RefusedSwap(other);
          case Clear _ -> new Clear(other);
          case Free _ -> new Read(other);
          case Write write -> write;
        };
    history.set(
        at, new Operation(changed.client(), action, changed.startNanos(), changed.endNanos()));
    return history;
  }

  private Action action(int value) {
    return switch (gen.below(7)) {
      case 0 -> new Write(++lastValue);
      case 1 ->
          gen.onceIn(2)
              ? new Write(Operation.ABSENT)
              : new Free(gen.onceIn(2) ? value : gen.below(lastValue + 2));
      case 2 -> new Swap(value, ++lastValue);
      case 3 -> {
        int other = gen.below(lastValue + 2);
        yield other == value ? new Read(value) : new RefusedSwap(other);
      }
      case 4 -> new Clear(value == Operation.ABSENT ? gen.below(lastValue + 2) : value);
      default -> new Read(value);
    };
  }
}
