package org.consulkv.state;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.BufferUnderflowException;
import java.util.ArrayList;
import java.util.List;
import org.consulkv.state.codec.BlockInput;
import org.consulkv.state.codec.BlockOutput;
import org.consulkv.state.codec.Wire;
import org.consulkv.state.radix.Scan;
import org.jspecify.annotations.Nullable;

/// A whole state as a file: checksummed blocks of protobuf fields. First the header, then for each
/// table its name and last index, followed by its rows in order. Tables and fields of later
/// releases are passed over.
///
/// Threading: confined to the thread that reads it.
public final class Image {
  /// The version of the layout. Additions that may be passed over leave it as it is.
  private static final int VERSION = 1;

  /// No store comes so far: greater ones are damage.
  private static final long GREATEST_INDEX = Long.MAX_VALUE / 2;

  private static final int HEADER = 1;
  static final int TABLE = 2;
  static final int ROW = 3;

  private static final int HEADER_VERSION = 1;
  private static final int HEADER_INDEX = 2;
  private static final int HEADER_FLOOR = 3;
  static final int TABLE_NAME = 1;
  private static final int TABLE_LAST_INDEX = 2;

  private long index;
  private long floor = 1;
  private final List<Rows<?>> tables = new ArrayList<>();

  private Image() {}

  private static final class Rows<T> {
    private final Table<T> table;
    private final long lastIndex;
    private final List<T> rows = new ArrayList<>();

    private Rows(Table<T> table, long lastIndex) {
      this.table = table;
      this.lastIndex = lastIndex;
    }

    private void add(byte[] encoded, long newest) throws IOException {
      try {
        T row = table.row().read(CodedInputStream.newInstance(encoded));
        long changed = table.indexOf().applyAsLong(row);
        if (changed < 0 || changed > newest) {
          throw new IOException("it changed at " + changed + ", after the snapshot");
        }
        rows.add(row);
      } catch (IOException | IllegalArgumentException | BufferUnderflowException e) {
        throw new IOException("a row of " + table + " cannot be read: " + e.getMessage(), e);
      }
    }

    private void load(Transaction txn) {
      rows.forEach(row -> txn.load(table, row));
      txn.loaded(table, lastIndex);
    }
  }

  long index() {
    return index;
  }

  long floor() {
    return floor;
  }

  void load(Transaction txn) {
    tables.forEach(rows -> rows.load(txn));
  }

  static void write(Snapshot snapshot, OutputStream target) throws IOException {
    BlockOutput blocks = new BlockOutput(target);
    byte[] header =
        Wire.message(
            64,
            out -> {
              out.writeUInt32(HEADER_VERSION, VERSION);
              out.writeUInt64(HEADER_INDEX, snapshot.index());
              out.writeUInt64(HEADER_FLOOR, snapshot.floor());
            });
    blocks.field(HEADER, header);
    for (Table<?> table : Schema.TABLES) {
      write(snapshot, table, blocks);
    }
    blocks.finish();
  }

  private static <T> void write(Snapshot snapshot, Table<T> table, BlockOutput blocks)
      throws IOException {
    byte[] header =
        Wire.message(
            64,
            out -> {
              Wire.text(out, TABLE_NAME, table.name());
              out.writeUInt64(TABLE_LAST_INDEX, snapshot.lastIndex(table));
            });
    blocks.field(TABLE, header);
    Scan<T> rows = snapshot.everything(table.indexes().getFirst(), WatchSet.NONE);
    for (T row = rows.next(); row != null; row = rows.next()) {
      T written = row;
      blocks.field(
          ROW,
          Wire.message(
              table.weight(row), (CodedOutputStream out) -> table.row().write(written, out)));
    }
  }

  /// Reads and checks a whole file.
  ///
  /// @throws IOException if it is damaged, incomplete, or of a layout this release does not know
  public static Image read(InputStream source) throws IOException {
    Image image = new Image();
    BlockInput blocks = new BlockInput(source);
    Rows<?> rows = null;
    boolean first = true;
    while (blocks.next()) {
      switch (blocks.number()) {
        case HEADER -> image.readHeader(blocks.field());
        case TABLE -> rows = image.readTable(blocks.field());
        case ROW -> {
          if (rows != null) {
            rows.add(blocks.field(), image.index);
          }
        }
        default -> {}
      }
      if (first && blocks.number() != HEADER) {
        throw new IOException("the snapshot does not begin with a header");
      }
      first = false;
    }
    if (first) {
      throw new IOException("the snapshot is empty");
    }
    return image;
  }

  private void readHeader(byte[] encoded) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(encoded);
    int version = 0;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (Wire.field(tag)) {
        case HEADER_VERSION -> version = in.readUInt32();
        case HEADER_INDEX -> index = in.readUInt64();
        case HEADER_FLOOR -> floor = in.readUInt64();
        default -> in.skipField(tag);
      }
    }
    if (version != VERSION) {
      throw new IOException(
          "the snapshot has layout " + version + ", this release reads layout " + VERSION);
    }
    if (index < 1 || index > GREATEST_INDEX || floor < 1 || floor > index) {
      throw new IOException("the snapshot's index is " + index + " and its floor " + floor);
    }
  }

  private @Nullable Rows<?> readTable(byte[] encoded) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(encoded);
    String name = "";
    long lastIndex = 0;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (Wire.field(tag)) {
        case TABLE_NAME -> name = in.readString();
        case TABLE_LAST_INDEX -> lastIndex = in.readUInt64();
        default -> in.skipField(tag);
      }
    }
    Table<?> table = Schema.BY_NAME.get(name);
    if (table == null) {
      return null;
    }
    Rows<?> rows = new Rows<>(table, lastIndex);
    tables.add(rows);
    return rows;
  }
}
