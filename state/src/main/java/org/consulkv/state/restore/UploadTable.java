package org.consulkv.state.restore;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import org.consulkv.runtime.Bytes;
import org.consulkv.state.Index;
import org.consulkv.state.Row;
import org.consulkv.state.Table;
import org.consulkv.state.codec.Wire;

/// The parts of a snapshot that is being uploaded.
public final class UploadTable {
  private UploadTable() {}

  /// One part. The row with the sequence -1 says that the upload began.
  record Part(long upload, long sequence, Bytes data, long index) {}

  /// Which part of which upload.
  record Place(long upload, long sequence) {
    Bytes encoded() {
      byte[] bytes = new byte[2 * Long.BYTES];
      for (int i = 0; i < Long.BYTES; i++) {
        bytes[i] = (byte) (upload >>> (56 - 8 * i));
        bytes[Long.BYTES + i] = (byte) ((sequence + 1) >>> (56 - 8 * i));
      }
      return Bytes.owning(bytes);
    }
  }

  private static final Row<Part> ROW =
      new Row<>() {
        @Override
        public void write(Part part, CodedOutputStream out) throws IOException {
          Wire.number(out, 1, part.upload());
          Wire.number(out, 2, part.sequence() + 1);
          Wire.bytes(out, 3, part.data());
          Wire.number(out, 4, part.index());
        }

        @Override
        public Part read(CodedInputStream in) throws IOException {
          long upload = 0;
          long sequence = -1;
          Bytes data = Bytes.EMPTY;
          long index = 0;
          for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (Wire.field(tag)) {
              case 1 -> upload = in.readUInt64();
              case 2 -> sequence = in.readUInt64() - 1;
              case 3 -> data = Wire.readBytes(in);
              case 4 -> index = in.readUInt64();
              default -> in.skipField(tag);
            }
          }
          return new Part(upload, sequence, data, index);
        }
      };

  static final Index<Part, Place> ID =
      Index.unique("id", part -> new Place(part.upload(), part.sequence()), Place::encoded);

  public static final Table<Part> TABLE =
      Table.of(4, "uploads", ROW, Part::index, ID).weighing(part -> part.data().length());
}
