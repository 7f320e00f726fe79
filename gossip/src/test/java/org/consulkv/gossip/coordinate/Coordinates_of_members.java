package org.consulkv.gossip.coordinate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.consulkv.testkit.seed.Gen;
import org.consulkv.testkit.seed.SeededTest;
import org.consulkv.testkit.time.SeededChance;
import org.junit.jupiter.api.Test;

class Coordinates_of_members {
  @SeededTest(runs = 5)
  void estimate_the_round_trips_of_a_grid(Gen gen) {
    List<Vivaldi> members = measured(gen, 25, 2000);

    double error = 0;
    int pairs = 0;
    for (int i = 0; i < members.size(); i++) {
      for (int j = 0; j < i; j++) {
        double real = roundTrip(i, j).toNanos();
        double estimate = members.get(i).own().distanceTo(members.get(j).own()).toNanos();
        error += Math.abs(estimate - real) / real;
        pairs++;
      }
    }
    assertThat(error / pairs).isLessThan(0.1);
    assertThat(members.getFirst().own().error()).isLessThan(0.2);
  }

  private static List<Vivaldi> measured(Gen gen, int count, int rounds) {
    var chance = new SeededChance(gen.number());
    List<Vivaldi> members = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      members.add(new Vivaldi(chance));
    }
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < count; i++) {
        int j = gen.below(count);
        if (i != j) {
          members.get(i).measured("n" + j, members.get(j).own(), roundTrip(i, j));
        }
      }
    }
    return members;
  }

  /// Five rows of five, 10 ms apart, and 1 ms from each into the network.
  private static Duration roundTrip(int i, int j) {
    int rows = i / 5 - j / 5;
    int columns = i % 5 - j % 5;
    double distance = Math.hypot(rows, columns);
    return Duration.ofNanos((long) (distance * 10_000_000) + 2_000_000);
  }

  @Test
  void are_not_moved_by_nonsense() {
    Vivaldi member = new Vivaldi(new SeededChance(1));
    Coordinate wrong =
        new Coordinate(Collections.nCopies(8, Double.NaN), 1, 0, Coordinate.HEIGHT_MIN);

    assertThat(member.measured("n", wrong, Duration.ofMillis(1))).isFalse();
    assertThat(member.measured("n", Coordinate.ORIGIN, Duration.ofMinutes(1))).isFalse();
    assertThat(member.measured("n", Coordinate.ORIGIN, Duration.ofMillis(-1))).isFalse();
    assertThat(member.own()).isEqualTo(Coordinate.ORIGIN);
  }
}
