package org.consulkv.http.coordinate;

import java.util.List;
import org.consulkv.http.json.BadJson;
import org.consulkv.http.json.JsonObject;
import org.consulkv.http.json.JsonReader;
import org.consulkv.state.coordinate.Coordinate;
import org.consulkv.state.coordinate.NodeCoordinate;

/// The body of `PUT /v1/coordinate/update`.
///
/// @param datacenter the one the request names, or an empty text
record CoordinateBody(String datacenter, NodeCoordinate coordinate) {

  static CoordinateBody read(byte[] body) throws BadJson {
    JsonObject fields =
        JsonObject.of(
            JsonReader.read(body), "CoordinateUpdateRequest", "structs.CoordinateUpdateRequest");
    JsonObject coord = fields.object("Coord", "coordinate.Coordinate");
    Coordinate coordinate =
        coord == null
            ? new Coordinate(List.of(), 0, 0, 0)
            : new Coordinate(
                coord.numbers("Vec"),
                coord.number("Error"),
                coord.number("Adjustment"),
                coord.number("Height"));
    return new CoordinateBody(
        fields.text("Datacenter"),
        new NodeCoordinate(fields.text("Node"), fields.text("Segment"), coordinate));
  }
}
