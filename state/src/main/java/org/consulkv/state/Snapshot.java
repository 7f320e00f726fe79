package org.consulkv.state;

import org.consulkv.state.radix.RadixTree;

/// One immutable version of the state.
///
/// Threading: immutable, so thread-safe; reading takes no lock.
public final class Snapshot extends View {
  private final long index;
  private final long floor;
  private final TableState[] tables;

  /// The index of the empty store: queries report at least 1, so the first change must have more.
  private static final long FIRST = 1;

  /// A table's trees, one for each index, and the index of its last change.
  static final class TableState {
    private final long lastIndex;
    private final RadixTree<?>[] trees;

    TableState(long lastIndex, RadixTree<?>[] trees) {
      this.lastIndex = lastIndex;
      this.trees = trees;
    }
  }

  Snapshot(long index, long floor, TableState[] tables) {
    this.index = index;
    this.floor = floor;
    this.tables = tables;
  }

  /// The state before the first command.
  static Snapshot empty() {
    TableState[] tables = new TableState[Schema.TABLES.size()];
    for (int t = 0; t < tables.length; t++) {
      tables[t] = new TableState(0, emptyTrees(Schema.TABLES.get(t)));
    }
    return new Snapshot(FIRST, FIRST, tables);
  }

  private static <T> RadixTree<?>[] emptyTrees(Table<T> table) {
    RadixTree<?>[] trees = new RadixTree<?>[table.indexes().size()];
    for (int i = 0; i < trees.length; i++) {
      trees[i] = RadixTree.<T>empty(table.indexOf());
    }
    return trees;
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
    return tables[table.number()].lastIndex;
  }

  /// An object that is replaced whenever something in the table changes.
  public Object version(Table<?> table) {
    return tables[table.number()];
  }

  TableState state(int table) {
    return tables[table];
  }

  @Override
  @SuppressWarnings("unchecked") // a table's trees hold its rows
  <T> RadixTree<T> tree(Index<T, ?> index) {
    return (RadixTree<T>) tables[index.table().number()].trees[index.position()];
  }
}
