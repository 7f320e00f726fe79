package org.consulkv.state.coordinate;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.consulkv.state.codec.CommandKind;
import org.consulkv.state.codec.Wire;
import org.consulkv.state.coordinate.CoordinateCommand.Update;

/// Coordinate commands in the log.
public final class CoordinateCommandCodec {
  private static final int COORDINATE = 1;

  public static final List<CommandKind<?>> KINDS =
      List.of(
          new CommandKind<>(
              35,
              Update.class,
              update -> 160 * update.coordinates().size() + 16,
              CoordinateCommandCodec::write,
              CoordinateCommandCodec::read));

  private CoordinateCommandCodec() {}

  private static void write(Update update, CodedOutputStream out) throws IOException {
    for (NodeCoordinate coordinate : update.coordinates()) {
      byte[] row = Wire.message(160, inner -> CoordinateCodec.ROW.write(coordinate, inner));
      out.writeByteArray(COORDINATE, row);
    }
  }

  private static Update read(CodedInputStream in) throws IOException {
    List<NodeCoordinate> coordinates = new ArrayList<>();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (Wire.field(tag) == COORDINATE) {
        byte[] row = in.readByteArray();
        coordinates.add(CoordinateCodec.ROW.read(CodedInputStream.newInstance(row)));
      } else {
        in.skipField(tag);
      }
    }
    return new Update(coordinates);
  }
}
