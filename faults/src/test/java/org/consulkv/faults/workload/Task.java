package org.consulkv.faults.workload;

import org.consulkv.faults.node.Client;

/// Something clients do again and again, that afterwards can tell whether the store holds what it
/// must.
///
/// Threading: `step` is called by one caller's thread at a time if the task is a caller's own, by
/// all at once if it is shared; `check` when none is left.
interface Task {
  /// Does one thing.
  void step(Caller caller);

  /// Compares what the store holds with what was acknowledged.
  void check(Client client, Observations observations);
}
