package org.consulkv.state.coordinate;

import java.util.List;

/// A place in a space in which distances are round-trip times, in seconds.
///
/// @param vector the place in Euclidean space; all coordinates of a pool have the same dimensions
/// @param error how sure the place is, 0 to 1.5 from sure to not at all
/// @param adjustment corrects what the space cannot express
/// @param height the time it takes to get to the network at all
/// @see "Dabek et al., Vivaldi: A Decentralized Network Coordinate System"
public record Coordinate(List<Double> vector, double error, double adjustment, double height) {
  public static final int DIMENSIONS = 8;

  /// Where a node is that has not measured anything yet.
  public static final Coordinate ORIGIN =
      new Coordinate(List.of(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0), 1.5, 0, 1.0e-5);

  public Coordinate {
    vector = List.copyOf(vector);
  }

  /// Whether distances to it can be told: as many dimensions as all have, and only finite numbers.
  public boolean isValid() {
    return vector.size() == DIMENSIONS
        && vector.stream().allMatch(Double::isFinite)
        && Double.isFinite(error)
        && Double.isFinite(adjustment)
        && Double.isFinite(height);
  }

  /// The estimated round-trip time in seconds; infinite between places of different spaces.
  public double secondsTo(Coordinate other) {
    if (vector.size() != other.vector.size()) {
      return Double.POSITIVE_INFINITY;
    }
    double squares = 0;
    for (int i = 0; i < vector.size(); i++) {
      double apart = vector.get(i) - other.vector.get(i);
      squares += apart * apart;
    }
    double raw = Math.sqrt(squares) + height + other.height;
    double adjusted = raw + adjustment + other.adjustment;
    return adjusted > 0 ? adjusted : raw;
  }
}
