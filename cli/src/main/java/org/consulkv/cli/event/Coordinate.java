package org.consulkv.cli.event;

import java.util.ArrayList;
import java.util.List;
import org.consulkv.cli.json.JsonObject;

/// A place in the network's coordinate system. All numbers are seconds.
///
/// @param vector the position
/// @param height what is added on the way into the network
/// @param adjustment a correction from recent measurements
/// @see "Dabek, Cox, Kaashoek, Morris: Vivaldi, a decentralized network coordinate system, 2004"
record Coordinate(List<Double> vector, double height, double adjustment) {
  Coordinate {
    vector = List.copyOf(vector);
  }

  static Coordinate of(JsonObject json) {
    List<Double> vector = new ArrayList<>();
    for (Object part : json.list("Vec")) {
      vector.add(parse(JsonObject.textOf(part)));
    }
    return new Coordinate(vector, parse(json.text("Height")), parse(json.text("Adjustment")));
  }

  private static double parse(String text) {
    return text.isEmpty() ? 0 : Double.parseDouble(text);
  }

  /// The estimated round trip time.
  double secondsTo(Coordinate other) {
    double squares = 0;
    for (int i = 0; i < Math.min(vector.size(), other.vector.size()); i++) {
      double apart = vector.get(i) - other.vector.get(i);
      squares += apart * apart;
    }
    double plain = Math.sqrt(squares) + height + other.height;
    double adjusted = plain + adjustment + other.adjustment;
    return adjusted > 0 ? adjusted : plain;
  }
}
