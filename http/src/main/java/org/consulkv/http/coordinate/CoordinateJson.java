package org.consulkv.http.coordinate;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.consulkv.state.coordinate.Coordinate;
import org.consulkv.state.coordinate.NodeCoordinate;

/// The JSON of coordinates.
final class CoordinateJson {
  private CoordinateJson() {}

  static void coordinate(JsonGenerator json, NodeCoordinate node) throws IOException {
    Coordinate coordinate = node.coordinate();
    json.writeStartObject();
    json.writeStringField("Node", node.node());
    json.writeStringField("Segment", node.segment());
    json.writeObjectFieldStart("Coord");
    json.writeArrayFieldStart("Vec");
    for (double component : coordinate.vector()) {
      number(json, component);
    }
    json.writeEndArray();
    json.writeFieldName("Error");
    number(json, coordinate.error());
    json.writeFieldName("Adjustment");
    number(json, coordinate.adjustment());
    json.writeFieldName("Height");
    number(json, coordinate.height());
    json.writeEndObject();
    json.writeEndObject();
  }

  /// Whole numbers without a fraction, as Consul writes them.
  private static void number(JsonGenerator json, double value) throws IOException {
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      json.writeNumber((long) value);
    } else {
      json.writeNumber(value);
    }
  }
}
