package org.consulkv.state;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.consulkv.runtime.Bytes;
import org.consulkv.runtime.Invariant;

/// A kind of rows: its name, its indexes, and how its rows are encoded, declared once.
///
/// @param <T> the rows
public final class Table<T> {
  private static final int ROW_BYTES = 128;

  private final int number;
  private final String name;
  private final Row<T> row;
  private final ToLongFunction<T> indexOf;
  private final List<Index<T, ?>> indexes;
  private ToIntFunction<T> weight = row -> ROW_BYTES;

  private Table(
      int number, String name, Row<T> row, ToLongFunction<T> indexOf, List<Index<T, ?>> indexes) {
    this.number = number;
    this.name = name;
    this.row = row;
    this.indexOf = indexOf;
    this.indexes = indexes;
  }

  /// @param number its place in [Schema#TABLES]
  /// @param name its name in snapshots; never given to another table
  /// @param indexOf the index at which a row last changed
  @SafeVarargs
  public static <T> Table<T> of(
      int number, String name, Row<T> row, ToLongFunction<T> indexOf, Index<T, ?>... indexes) {
    List<Index<T, ?>> list = new ArrayList<>();
    for (Index<T, ?> index : indexes) {
      list.add(index);
    }
    Table<T> table = new Table<>(number, name, row, indexOf, List.copyOf(list));
    for (int i = 0; i < indexes.length; i++) {
      indexes[i].bind(table, i);
    }
    return table;
  }

  /// The same table, whose rows take about so many bytes of memory.
  public Table<T> weighing(ToIntFunction<T> bytes) {
    weight = row -> ROW_BYTES + bytes.applyAsInt(row);
    return this;
  }

  public String name() {
    return name;
  }

  int number() {
    return number;
  }

  Row<T> row() {
    return row;
  }

  ToLongFunction<T> indexOf() {
    return indexOf;
  }

  List<Index<T, ?>> indexes() {
    return indexes;
  }

  int weight(T row) {
    return weight.applyAsInt(row);
  }

  /// The row's key in the first index.
  Bytes identity(T row) {
    Bytes identity = indexes.getFirst().place(row, Bytes.EMPTY);
    if (identity == null) {
      throw new Invariant.Broken("a row of " + name + " has no identity");
    }
    return identity;
  }

  @Override
  public String toString() {
    return name;
  }
}
