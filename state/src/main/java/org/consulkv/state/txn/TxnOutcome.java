package org.consulkv.state.txn;

import java.util.List;
import org.consulkv.state.Outcome;
import org.consulkv.state.catalog.Check;
import org.consulkv.state.catalog.Node;
import org.consulkv.state.catalog.Service;
import org.consulkv.state.kv.Key;
import org.consulkv.state.kv.KvEntry;

/// What a transaction gave.
public sealed interface TxnOutcome extends Outcome {

  /// Everything was done; what the operations report, in their order.
  record Committed(List<Result> results) implements TxnOutcome {
    public Committed {
      results = List.copyOf(results);
    }
  }

  /// Nothing was changed; what stood in the way, in the order of the operations.
  record RolledBack(List<Failure> failures) implements TxnOutcome {
    public RolledBack {
      failures = List.copyOf(failures);
    }
  }

  /// Why one operation failed.
  ///
  /// @param operation its position, from 0
  /// @param what the reason in Consul's words
  record Failure(int operation, String what) {}

  /// What one operation reports.
  sealed interface Result {}

  /// An entry; without its value after a write.
  record OfKey(KvEntry entry) implements Result {}

  /// `get-or-empty` found nothing.
  record NoKey(Key key) implements Result {}

  record OfNode(Node node) implements Result {}

  record OfService(Service service) implements Result {}

  record OfCheck(Check check) implements Result {}
}
