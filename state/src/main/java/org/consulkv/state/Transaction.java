package org.consulkv.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ObjLongConsumer;
import org.consulkv.runtime.Bytes;
import org.consulkv.state.radix.RadixTree;
import org.jspecify.annotations.Nullable;

/// The changes of one log entry's commands, which become visible together. Every command has an
/// index of its own.
///
/// Threading: confined to the apply thread.
public final class Transaction extends View {
  private final Snapshot base;
  private final @Nullable TableEdit<?>[] tables;
  private final List<Change> changes = new ArrayList<>();
  private long index;
  private long floor;
  private boolean replaced;

  Transaction(Snapshot base) {
    this.base = base;
    tables = new TableEdit<?>[Schema.TABLES.size()];
    index = base.index();
    floor = base.floor();
  }

  /// A state to return to while a command is applied.
  public static final class Savepoint {
    private final List<Runnable> undo = new ArrayList<>();
  }

  /// Starts the next command.
  void next() {
    index++;
  }

  @Override
  public long index() {
    return index;
  }

  @Override
  public long floor() {
    return floor;
  }

  @Override
  public long lastIndex(Table<?> table) {
    TableEdit<?> edit = tables[table.number()];
    return edit == null ? base.lastIndex(table) : edit.lastIndex;
  }

  @Override
  <T> RadixTree<T> tree(Index<T, ?> index) {
    TableEdit<T> edit = opened(index.table());
    return edit == null ? base.tree(index) : edit.current(index.position());
  }

  /// The row with this key in a unique index.
  public <T, K> Optional<T> first(Index<T, K> index, K key) {
    return first(index, key, WatchSet.NONE);
  }

  /// Adds the row, or replaces the one with the same identity.
  public <T> void put(Table<T> table, T row) {
    TableEdit<T> edit = open(table);
    Bytes identity = table.identity(row);
    T before = edit.put(identity, row);
    edit.lastIndex = index;
    changes.add(new Change(index, table, identity, before, row));
  }

  /// Removes the row.
  public <T> void remove(Table<T> table, T row) {
    TableEdit<T> edit = open(table);
    Bytes identity = table.identity(row);
    edit.remove(identity, row);
    edit.lastIndex = index;
    changes.add(new Change(index, table, identity, row, null));
  }

  /// Removes the rows whose identity starts with the prefix, and returns them in order.
  public <T> List<T> removePrefix(Table<T> table, Bytes prefix) {
    TableEdit<T> edit = open(table);
    List<T> rows = edit.removePrefix(prefix);
    for (T row : rows) {
      changes.add(new Change(index, table, table.identity(row), row, null));
    }
    if (!rows.isEmpty()) {
      edit.lastIndex = index;
    }
    return rows;
  }

  /// Remembers the state, for a command that may have to be undone.
  public Savepoint savepoint() {
    Savepoint savepoint = new Savepoint();
    for (int t = 0; t < tables.length; t++) {
      TableEdit<?> edit = tables[t];
      int number = t;
      savepoint.undo.add(edit == null ? () -> tables[number] = null : edit.savepoint());
    }
    int size = changes.size();
    savepoint.undo.add(() -> changes.subList(size, changes.size()).clear());
    return savepoint;
  }

  /// Undoes everything since.
  public void rollback(Savepoint savepoint) {
    savepoint.undo.forEach(Runnable::run);
  }

  /// Replaces the whole state by an uploaded one. No index goes back: the store goes on from the
  /// greater of both, and every query reports at least that from now on.
  public void restore(Image image) {
    replaceBy(image);
    index = Math.max(index, image.index());
    floor = index;
  }

  /// Replaces the whole state, indexes included.
  void become(Image image) {
    replaceBy(image);
    index = image.index();
    floor = image.floor();
  }

  private void replaceBy(Image image) {
    for (Table<?> table : Schema.TABLES) {
      open(table).clear();
    }
    image.load(this);
    changes.clear();
    replaced = true;
  }

  /// Adds a row of an image, as it was.
  <T> void load(Table<T> table, T row) {
    open(table).put(table.identity(row), row);
  }

  void loaded(Table<?> table, long lastIndex) {
    open(table).lastIndex = lastIndex;
  }

  /// Whether the state was replaced, so that its changes are not those of single rows.
  boolean replaced() {
    return replaced;
  }

  /// Hands over each change with its weight in bytes, in order.
  void eachChange(ObjLongConsumer<Change> consumer) {
    for (Change change : changes) {
      consumer.accept(change, change.weight());
    }
  }

  /// What the state is after all commands; not visible to anyone yet.
  Snapshot commit() {
    Snapshot.TableState[] states = new Snapshot.TableState[tables.length];
    for (int t = 0; t < states.length; t++) {
      TableEdit<?> edit = tables[t];
      states[t] = edit == null ? base.state(t) : edit.commit();
    }
    return new Snapshot(index, floor, states);
  }

  /// Fires those who wait for what was changed. Called after the committed state is visible.
  void announce() {
    for (TableEdit<?> edit : tables) {
      if (edit != null) {
        edit.announce();
      }
    }
  }

  @SuppressWarnings("unchecked") // the edit of a table is of its rows
  private <T> @Nullable TableEdit<T> opened(Table<T> table) {
    return (TableEdit<T>) tables[table.number()];
  }

  private <T> TableEdit<T> open(Table<T> table) {
    TableEdit<T> edit = opened(table);
    if (edit == null) {
      edit = new TableEdit<>(table, base);
      tables[table.number()] = edit;
    }
    return edit;
  }
}
