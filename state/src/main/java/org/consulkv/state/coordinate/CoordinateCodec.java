package org.consulkv.state.coordinate;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.consulkv.state.Row;
import org.consulkv.state.codec.Wire;

/// Coordinates as protobuf messages.
public final class CoordinateCodec {
  private static final int NODE = 1;
  private static final int SEGMENT = 2;
  private static final int VECTOR = 3;
  private static final int ERROR = 4;
  private static final int ADJUSTMENT = 5;
  private static final int HEIGHT = 6;
  private static final int MODIFY_INDEX = 7;

  public static final Row<NodeCoordinate> ROW =
      new Row<>() {
        @Override
        public void write(NodeCoordinate row, CodedOutputStream out) throws IOException {
          Wire.text(out, NODE, row.node());
          Wire.text(out, SEGMENT, row.segment());
          for (double component : row.coordinate().vector()) {
            out.writeDouble(VECTOR, component);
          }
          out.writeDouble(ERROR, row.coordinate().error());
          out.writeDouble(ADJUSTMENT, row.coordinate().adjustment());
          out.writeDouble(HEIGHT, row.coordinate().height());
          Wire.number(out, MODIFY_INDEX, row.modifyIndex());
        }

        @Override
        public NodeCoordinate read(CodedInputStream in) throws IOException {
          String node = "";
          String segment = "";
          List<Double> vector = new ArrayList<>(Coordinate.DIMENSIONS);
          double error = 0;
          double adjustment = 0;
          double height = 0;
          long modifyIndex = 0;
          for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (Wire.field(tag)) {
              case NODE -> node = in.readString();
              case SEGMENT -> segment = in.readString();
              case VECTOR -> vector.add(in.readDouble());
              case ERROR -> error = in.readDouble();
              case ADJUSTMENT -> adjustment = in.readDouble();
              case HEIGHT -> height = in.readDouble();
              case MODIFY_INDEX -> modifyIndex = in.readUInt64();
              default -> in.skipField(tag);
            }
          }
          return new NodeCoordinate(
              node, segment, new Coordinate(vector, error, adjustment, height), modifyIndex);
        }
      };

  private CoordinateCodec() {}
}
