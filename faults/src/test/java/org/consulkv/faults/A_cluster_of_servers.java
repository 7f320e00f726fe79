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
import org.consulkv.faults.node.NodeSettings;
import org.consulkv.faults.workload.Load;
import org.consulkv.faults.workload.Watched;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Servers on machines of their own, with clients at all of them, while one thing after the other
/// goes wrong.
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class A_cluster_of_servers {
  private static final int CLIENTS = 12;
  private static final int WATCHERS = 30;

  /// The shorter one is for a machine that has nothing else to do.
  private static final Duration RECOVERY =
      Duration.ofSeconds("long".equals(System.getProperty("faults")) ? 5 : 30);

  private final Extent extent = Extent.ofThisRun();

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  @BeforeEach
  void requireNetwork() {
    assumeTrue(Network.allowed(), "only root can make a network");
  }

  static List<Extent.Cell> cells() {
    return Extent.ofThisRun().cells();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cells")
  void keeps_what_it_acknowledged_and_answers_linearizably(Extent.Cell cell) {
    try (Cluster cluster = Cluster.start(folder, cell.servers(), settings(cell))) {
      List<Node> agents = new ArrayList<>(cluster.nodes());
      if (extent.clientAgent()) {
        agents.add(cluster.joinAsClient());
      }
      work(cell, cluster, agents);
    }
  }

  private static UnaryOperator<NodeSettings> settings(Extent.Cell cell) {
    return cell.shortLogs()
        ? settings ->
            settings
                .with("raft_snapshot_threshold", "200")
                .with("raft_snapshot_interval", "\"500ms\"")
                .with("raft_trailing_logs", "20")
        : UnaryOperator.identity();
  }

  private void work(Extent.Cell cell, Cluster cluster, List<Node> agents) {
    try (Load load = Load.startOn(agents, CLIENTS, extent.seed());
        Watched watched = Watched.start(agents, WATCHERS, extent.seed())) {
      Moments moments = new Moments(extent.seed());
      for (Fault fault : cell.faults()) {
        moments.pass(Duration.ofMillis(500), Duration.ofMillis(1_500));
        Runnable undo = fault.strike(cluster);
        moments.pass(extent.faultFrom(), extent.faultTo());
        undo.run();
        Duration recovery = Writability.untilAllTakeWrites(agents, RECOVERY);
        report(
            "%s of %d: all take writes %d ms after it was undone; %d operations so far",
            fault, cell.servers(), recovery.toMillis(), load.done());
      }
      watched.awaitWrites(100);
      load.stop();
      load.check();
      watched.assertAllSeeTheLast();
      assertThat(watched.violations()).isEmpty();
    }
  }

  private static void report(String message, Object... values) {
    System.out.printf(message + "%n", values);
  }
}
