package org.consulkv.gossip.coordinate;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.consulkv.runtime.Chance;

/// This member's own coordinate, moved a little with each round trip that is measured, as if a
/// spring of that length pulled or pushed.
///
/// Threading: confined to the gossip loop.
///
/// @see "Vivaldi, section 3: the adaptive algorithm, with height vectors"
/// @see "Ledlie, Gardner, Seltzer: Network Coordinates in the Wild, NSDI 2007 (latency filter,
///   gravity)"
/// @see "Lee et al.: On Suitability of Euclidean Embedding for Host-Based Network Coordinate
///   Systems, 2010 (adjustment)"
public final class Vivaldi {
  private static final double CE = 0.25;
  private static final double CC = 0.25;
  private static final double GRAVITY_RHO = 150;
  private static final double ZERO = 1.0e-6;
  private static final int ADJUSTMENT_WINDOW = 20;
  private static final int LATENCY_WINDOW = 3;
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private final Chance chance;
  private final Map<String, Deque<Double>> latencies = new HashMap<>();
  private final double[] adjustments = new double[ADJUSTMENT_WINDOW];
  private int nextAdjustment;
  private Coordinate own = Coordinate.ORIGIN;
  private int resets;

  public Vivaldi(Chance chance) {
    this.chance = chance;
  }

  public Coordinate own() {
    return own;
  }

  /// How often the coordinate became invalid and started anew.
  public int resets() {
    return resets;
  }

  /// A round trip to a member was measured.
  ///
  /// @return false if it is nonsense and was ignored
  public boolean measured(String member, Coordinate other, Duration roundTrip) {
    if (!other.isValid() || roundTrip.isNegative() || roundTrip.compareTo(LONGEST) > 0) {
      return false;
    }
    double seconds = Math.max(filtered(member, roundTrip.toNanos() / 1e9), ZERO);
    own = pull(own, other, seconds);
    own = adjusted(other, seconds);
    own = towardsOrigin(own);
    if (!own.isValid()) {
      resets++;
      own = Coordinate.ORIGIN;
    }
    return true;
  }

  public void forget(String member) {
    latencies.remove(member);
  }

  /// The median of the last few round trips to the member.
  private double filtered(String member, double seconds) {
    Deque<Double> window = latencies.computeIfAbsent(member, _ -> new ArrayDeque<>());
    window.addLast(seconds);
    if (window.size() > LATENCY_WINDOW) {
      window.removeFirst();
    }
    List<Double> sorted = new ArrayList<>(window);
    sorted.sort(null);
    return sorted.get(sorted.size() / 2);
  }

  private Coordinate pull(Coordinate from, Coordinate other, double seconds) {
    double distance = from.rawDistanceTo(other);
    double wrongness = Math.abs(distance - seconds) / seconds;
    double totalError = Math.max(from.error() + other.error(), ZERO);
    double weight = from.error() / totalError;
    double error =
        Math.min(CE * weight * wrongness + from.error() * (1 - CE * weight), Coordinate.ERROR_MAX);
    double force = CC * weight * (seconds - distance);
    return moved(from, force, other, error);
  }

  /// Moves away from the other place by `force`, or towards it if that is negative.
  private Coordinate moved(Coordinate from, double force, Coordinate other, double error) {
    double[] direction = new double[Coordinate.DIMENSIONS];
    double length = 0;
    for (int i = 0; i < direction.length; i++) {
      direction[i] = from.vector().get(i) - other.vector().get(i);
      length += direction[i] * direction[i];
    }
    length = Math.sqrt(length);
    double height = from.height();
    if (length > ZERO) {
      height =
          Math.max(
              (from.height() + other.height()) * force / length + from.height(),
              Coordinate.HEIGHT_MIN);
    } else {
      length = randomDirection(direction);
    }
    List<Double> vector = new ArrayList<>();
    for (int i = 0; i < direction.length; i++) {
      vector.add(from.vector().get(i) + direction[i] * force / length);
    }
    return new Coordinate(vector, error, from.adjustment(), height);
  }

  private double randomDirection(double[] direction) {
    double length = 0;
    for (int i = 0; i < direction.length; i++) {
      direction[i] = (chance.below(2_000_001) - 1_000_000) / 2_000_000.0;
      length += direction[i] * direction[i];
    }
    return Math.max(Math.sqrt(length), ZERO);
  }

  private Coordinate adjusted(Coordinate other, double seconds) {
    adjustments[nextAdjustment] = seconds - own.rawDistanceTo(other);
    nextAdjustment = (nextAdjustment + 1) % adjustments.length;
    double adjustment = Arrays.stream(adjustments).sum() / (2.0 * adjustments.length);
    return new Coordinate(own.vector(), own.error(), adjustment, own.height());
  }

  /// A weak pull to the origin keeps all from drifting away together.
  private Coordinate towardsOrigin(Coordinate from) {
    double distance = Coordinate.ORIGIN.rawDistanceTo(from);
    double force = -Math.pow(distance / GRAVITY_RHO, 2);
    return moved(from, force, Coordinate.ORIGIN, from.error());
  }
}
