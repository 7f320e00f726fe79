package org.consulkv.state;

import java.util.ArrayList;
import java.util.List;
import org.consulkv.runtime.Bytes;
import org.consulkv.state.radix.RadixTree;
import org.consulkv.state.radix.RadixTxn;
import org.jspecify.annotations.Nullable;

/// The open changes of one table: all its indexes together.
///
/// Threading: confined to the apply thread.
final class TableEdit<T> {
  private final Table<T> table;
  private final List<RadixTxn<T>> edits = new ArrayList<>();
  private List<RadixTree<T>> committed = List.of();
  long lastIndex;

  TableEdit(Table<T> table, Snapshot base) {
    this.table = table;
    lastIndex = base.lastIndex(table);
    for (Index<T, ?> index : table.indexes()) {
      edits.add(base.tree(index).edit());
    }
  }

  RadixTree<T> current(int position) {
    return edits.get(position).current();
  }

  @Nullable T put(Bytes identity, T row) {
    T before = edits.getFirst().put(identity, row);
    for (int i = 1; i < edits.size(); i++) {
      Index<T, ?> index = table.indexes().get(i);
      Bytes place = index.place(row, identity);
      Bytes placeBefore = before == null ? null : index.place(before, identity);
      if (placeBefore != null && (place == null || !placeBefore.equals(place))) {
        edits.get(i).remove(placeBefore);
      }
      if (place != null) {
        edits.get(i).put(place, row);
      }
    }
    return before;
  }

  void remove(Bytes identity, T row) {
    edits.getFirst().remove(identity);
    removeFromOthers(identity, row);
  }

  List<T> removePrefix(Bytes prefix) {
    List<T> rows = edits.getFirst().removePrefix(prefix);
    if (edits.size() > 1) {
      for (T row : rows) {
        removeFromOthers(table.identity(row), row);
      }
    }
    return rows;
  }

  private void removeFromOthers(Bytes identity, T row) {
    for (int i = 1; i < edits.size(); i++) {
      Bytes place = table.indexes().get(i).place(row, identity);
      if (place != null) {
        edits.get(i).remove(place);
      }
    }
  }

  void clear() {
    edits.forEach(RadixTxn::clear);
    lastIndex = 0;
  }

  /// Remembers the state; the answer returns to it.
  Runnable savepoint() {
    long index = lastIndex;
    List<Runnable> undo = new ArrayList<>();
    for (RadixTxn<T> edit : edits) {
      RadixTxn.Savepoint<T> savepoint = edit.savepoint();
      undo.add(() -> edit.rollback(savepoint));
    }
    return () -> {
      lastIndex = index;
      undo.forEach(Runnable::run);
    };
  }

  Snapshot.TableState commit() {
    committed = edits.stream().map(RadixTxn::commit).toList();
    return new Snapshot.TableState(lastIndex, committed.toArray(new RadixTree<?>[0]));
  }

  void announce() {
    for (int i = 0; i < edits.size(); i++) {
      edits.get(i).announce(committed.get(i));
    }
  }
}
