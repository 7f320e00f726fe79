package org.consulkv.state;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.consulkv.state.codec.BlockInput;
import org.consulkv.state.codec.Wire;
import org.jspecify.annotations.Nullable;

/// Walks through the file of an [Image] row by row, and keeps nothing of it: for tools that look
/// into snapshots of any size.
public final class ImageScan {
  private ImageScan() {}

  /// Is told of every row.
  public interface Visitor {
    /// @param table the table's name
    /// @param row null if this release does not know the table
    /// @param bytes the row's size in the file
    void row(String table, @Nullable Object row, int bytes) throws IOException;
  }

  /// Reads and checks a whole file.
  ///
  /// @throws IOException if it is damaged or incomplete
  public static void scan(InputStream source, Visitor visitor) throws IOException {
    BlockInput blocks = new BlockInput(source);
    String name = "";
    while (blocks.next()) {
      if (blocks.number() == Image.TABLE) {
        name = name(blocks.field());
      } else if (blocks.number() == Image.ROW) {
        visitor.row(name, row(name, blocks.field()), blocks.field().length);
      }
    }
  }

  private static @Nullable Object row(String name, byte[] encoded) throws IOException {
    Table<?> table = Schema.BY_NAME.get(name);
    return table == null ? null : table.row().read(CodedInputStream.newInstance(encoded));
  }

  private static String name(byte[] encoded) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(encoded);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (Wire.field(tag) == Image.TABLE_NAME) {
        return in.readString();
      }
      in.skipField(tag);
    }
    return "";
  }
}
