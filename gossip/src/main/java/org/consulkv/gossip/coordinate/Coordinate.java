package org.consulkv.gossip.coordinate;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.consulkv.gossip.msgpack.MalformedException;
import org.consulkv.gossip.msgpack.MsgMap;
import org.consulkv.gossip.msgpack.MsgWriter;

/// A place in a space in which distances are round trip times, in seconds.
///
/// @param vector in [#DIMENSIONS] dimensions
/// @param error how uncertain the place is; 1.5 knows nothing
/// @param adjustment corrects the distances to this place by their average error
/// @param height the way from the place into the network
/// @see "Dabek, Cox, Kaashoek, Morris: Vivaldi, SIGCOMM 2004"
public record Coordinate(List<Double> vector, double error, double adjustment, double height) {
  public static final int DIMENSIONS = 8;

  static final double HEIGHT_MIN = 10.0e-6;
  static final double ERROR_MAX = 1.5;

  /// Where everyone starts.
  public static final Coordinate ORIGIN = new Coordinate(zeros(), ERROR_MAX, 0, HEIGHT_MIN);

  public Coordinate {
    vector = List.copyOf(vector);
  }

  private static List<Double> zeros() {
    return Collections.nCopies(DIMENSIONS, 0.0);
  }

  /// The estimated round trip between two places.
  public Duration distanceTo(Coordinate other) {
    double distance = rawDistanceTo(other);
    double adjusted = distance + adjustment + other.adjustment;
    return Duration.ofNanos((long) ((adjusted > 0 ? adjusted : distance) * 1e9));
  }

  double rawDistanceTo(Coordinate other) {
    double sum = 0;
    for (int i = 0; i < vector.size(); i++) {
      double difference = vector.get(i) - other.vector.get(i);
      sum += difference * difference;
    }
    return Math.sqrt(sum) + height + other.height;
  }

  boolean isValid() {
    return vector.size() == DIMENSIONS
        && vector.stream().allMatch(Double::isFinite)
        && Double.isFinite(error)
        && Double.isFinite(adjustment)
        && Double.isFinite(height);
  }

  public void writeTo(MsgWriter out) {
    out.map(4).text("Adjustment").real(adjustment).text("Error").real(error);
    out.text("Height").real(height).text("Vec").array(vector.size());
    vector.forEach(out::real);
  }

  /// @throws MalformedException if the map is not a coordinate
  public static Coordinate of(MsgMap map) throws MalformedException {
    return new Coordinate(
        Arrays.stream(map.reals("Vec")).boxed().toList(),
        map.real("Error"),
        map.real("Adjustment"),
        map.real("Height"));
  }
}
