package org.consulkv.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.consulkv.faults.cluster.Change;
import org.consulkv.faults.cluster.Cluster;
import org.consulkv.faults.cluster.Fault;
import org.consulkv.faults.cluster.Voters;
import org.consulkv.faults.cluster.Writability;
import org.consulkv.faults.network.Network;
import org.consulkv.faults.node.Moments;
import org.consulkv.faults.node.Node;
import org.consulkv.faults.node.NodeSettings;
import org.consulkv.faults.node.Shell;
import org.consulkv.faults.workload.Load;
import org.consulkv.faults.workload.Watched;
import org.consulkv.testkit.machine.Await;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Servers are taken in and out, with clients and watchers at those that stay, while something is
/// wrong.
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class A_cluster_whose_members_change_under_faults {
  private static final int CLIENTS = 9;
  private static final int WATCHERS = 12;
  private static final Duration RECOVERY = Duration.ofSeconds(30);
  private static final Duration CHANGED = Duration.ofSeconds(60);

  private final Extent extent = Extent.ofThisRun();

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  @BeforeEach
  void requireNetwork() {
    assumeTrue(Network.allowed(), "only root can make a network");
  }

  static List<Extent.Upheaval> upheavals() {
    return Extent.ofThisRun().upheavals();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("upheavals")
  void has_the_members_it_should_have_and_all_it_acknowledged(Extent.Upheaval upheaval) {
    try (Cluster cluster = Cluster.start(folder, upheaval.servers(), this::soonStable)) {
      Change change = upheaval.change();
      Node leader = cluster.leader();
      // Faults strike the leader or the first of the others.
      Node leaver = change == Change.LEAVE ? leader : cluster.others(leader).getLast();
      boolean joins = change == Change.JOIN || change == Change.JOIN_INTERRUPTED;
      List<Node> staying = joins ? cluster.nodes() : cluster.others(leaver);
      long seed = extent.seed() + upheaval.number();
      try (Load load = Load.startOn(staying, CLIENTS, seed);
          Watched watched = Watched.start(staying, WATCHERS, seed)) {
        new Course(cluster, upheaval.fault(), new Moments(seed)).of(change, leaver);
        assertChanged(upheaval, cluster, load);
        watched.awaitWrites(100);
        load.stop();
        load.checkOn(cluster.nodes());
        watched.assertAllSeeTheLast();
        assertThat(watched.violations()).isEmpty();
      }
    }
  }

  private NodeSettings soonStable(NodeSettings settings) {
    return settings.with("autopilot", "{ server_stabilization_time = \"2s\" }");
  }

  private static void assertChanged(Extent.Upheaval upheaval, Cluster cluster, Load load) {
    long start = System.nanoTime();
    Duration recovery = Writability.untilAllTakeWrites(cluster.nodes(), RECOVERY);
    Voters.awaitAllSee(cluster.nodes(), CHANGED);
    Duration changed = Duration.ofNanos(System.nanoTime() - start);
    Writability.untilAllTakeWrites(cluster.nodes(), RECOVERY);
    System.out.printf(
        "%s: all take writes %d ms after the fault was undone, the members are right after %d ms; "
            + "%d operations so far%n",
        upheaval, recovery.toMillis(), changed.toMillis(), load.done());
  }

  /// What happens, in which order.
  private final class Course {
    private final Cluster cluster;
    private final Fault fault;
    private final Moments moments;

    Course(Cluster cluster, Fault fault, Moments moments) {
      this.cluster = cluster;
      this.fault = fault;
      this.moments = moments;
    }

    /// @param leaver who is gone afterwards, if anybody is
    void of(Change change, Node leaver) {
      moments.pass(Duration.ofSeconds(1), Duration.ofSeconds(2));
      switch (change) {
        case JOIN -> join(() -> {});
        case JOIN_INTERRUPTED -> join(() -> killTwice(cluster.nodes().getLast()));
        case LEAVE -> {
          during(() -> assertThat(Shell.failure(leaver.command("leave"))).isEmpty());
          leaver.awaitExit();
          cluster.dismiss(leaver);
        }
        case REMOVE -> {
          leaver.kill();
          during(() -> remove(leaver));
          cluster.dismiss(leaver);
        }
        case REPLACE -> {
          leaver.kill();
          join(() -> {});
          cluster.dismiss(leaver);
        }
      }
    }

    private void join(Runnable meanwhile) {
      Node joiner = cluster.launchFurther();
      during(meanwhile);
      joiner.awaitServing();
    }

    private void killTwice(Node node) {
      for (int i = 0; i < 2; i++) {
        node.kill();
        node.launch();
        moments.pass(Duration.ZERO, Duration.ofSeconds(5));
      }
    }

    /// Asks for it until it is done, as who saw an error would.
    private void remove(Node node) {
      String name = node.settings().name();
      Await.until(
          CHANGED,
          () -> {
            Node leader = cluster.leader();
            return Voters.id(leader, name)
                .map(id -> leader.command("operator", "raft", "remove-peer", "-id=" + id))
                .map(Shell::failure)
                .filter(failure -> !failure.isEmpty())
                .isEmpty();
          },
          () -> name + " is removed" + cluster.tails());
    }

    /// Lets the fault strike, the change go on meanwhile, and the fault end.
    private void during(Runnable change) {
      moments.pass(Duration.ZERO, Duration.ofSeconds(5));
      Runnable undo = fault.strike(cluster);
      moments.pass(Duration.ZERO, Duration.ofSeconds(1));
      change.run();
      moments.pass(extent.faultFrom(), extent.faultTo());
      undo.run();
    }
  }
}
