package org.consulkv.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.consulkv.faults.cluster.Cluster;
import org.consulkv.faults.cluster.Fault;
import org.consulkv.faults.cluster.Writability;
import org.consulkv.faults.network.Network;
import org.consulkv.faults.node.Moments;
import org.consulkv.faults.node.Node;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// How long a cluster of three takes no writes. The limits are for a machine that has nothing else
/// to do; a build's may have, and is given more.
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class Writes_after_the_leader_is_lost {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Duration WANTED =
      Duration.ofSeconds("long".equals(System.getProperty("faults")) ? 2 : 6);

  private final Extent extent = Extent.ofThisRun();
  private final Moments moments = new Moments(extent.seed());

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  @BeforeEach
  void requireNetwork() {
    assumeTrue(Network.allowed(), "only root can make a network");
  }

  static List<Fault> losses() {
    return Extent.ofThisRun().losses();
  }

  @ParameterizedTest
  @MethodSource("losses")
  void succeed_soon_through_all_others_and_through_all_once_it_is_back(Fault fault) {
    List<Duration> without = new ArrayList<>();
    List<Duration> healed = new ArrayList<>();
    try (Cluster cluster = Cluster.start(folder, 3, UnaryOperator.identity())) {
      for (int i = 0; i < extent.failovers(); i++) {
        Writability.untilAllTakeWrites(cluster.nodes(), LIMIT);
        moments.pass(Duration.ofMillis(500), Duration.ofMillis(1_500));
        List<Node> others = cluster.others(cluster.leader());
        Runnable undo = fault.strike(cluster);
        without.add(Writability.untilAllTakeWrites(others, LIMIT));
        moments.pass(Duration.ofMillis(500), Duration.ofMillis(1_500));
        undo.run();
        healed.add(Writability.untilAllTakeWrites(cluster.nodes(), LIMIT));
      }
    }
    System.out.printf(
        "%s: the others take writes after %s (median of %s), all after %s once it is undone (%s)%n",
        fault, median(without), without, median(healed), healed);
    assertThat(median(without)).isLessThan(WANTED);
    assertThat(median(healed)).isLessThan(WANTED);
  }

  private static Duration median(List<Duration> times) {
    return times.stream().sorted().toList().get(times.size() / 2);
  }
}
