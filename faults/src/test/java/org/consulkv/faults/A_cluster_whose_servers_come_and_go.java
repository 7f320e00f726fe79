package org.consulkv.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.consulkv.faults.cluster.Cluster;
import org.consulkv.faults.cluster.Voters;
import org.consulkv.faults.cluster.Writability;
import org.consulkv.faults.network.Network;
import org.consulkv.faults.node.Damage;
import org.consulkv.faults.node.Filesystem;
import org.consulkv.faults.node.Moments;
import org.consulkv.faults.node.Node;
import org.consulkv.faults.node.NodeSettings;
import org.consulkv.faults.workload.Load;
import org.consulkv.testkit.machine.Await;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// Servers that get other addresses, join, leave, lose the end of their log or the space on their
/// disk, with clients at work.
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class A_cluster_whose_servers_come_and_go {
  private static final int CLIENTS = 9;
  private static final int DISK_MEBIBYTES = 64;
  private static final Duration RECOVERY = Duration.ofSeconds(30);

  private final Extent extent = Extent.ofThisRun();
  private final Moments moments = new Moments(extent.seed());

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  @BeforeEach
  void requireNetwork() {
    assumeTrue(Network.allowed(), "only root can make a network");
  }

  private Cluster cluster() {
    return Cluster.start(folder, 3, UnaryOperator.identity());
  }

  private static void work(Load load, Cluster cluster) {
    long before = load.done();
    Await.until(RECOVERY, () -> load.done() > before + 200, () -> "answers" + cluster.tails());
  }

  private static void end(Load load, Cluster cluster) {
    work(load, cluster);
    load.stop();
    load.check();
  }

  @Test
  void goes_on_when_all_come_back_with_other_addresses() {
    try (Cluster cluster = cluster();
        Load load = Load.startOn(cluster.nodes(), CLIENTS, extent.seed())) {
      work(load, cluster);
      cluster.nodes().forEach(Node::kill);
      cluster.moveAll();
      cluster.nodes().forEach(Node::launch);
      cluster.nodes().forEach(Node::awaitServing);
      Writability.untilAllTakeWrites(cluster.nodes(), RECOVERY);
      end(load, cluster);
    }
  }

  @Test
  @EnabledIfSystemProperty(named = "faults", matches = "long", disabledReason = "takes long")
  void takes_in_a_fourth_and_lets_the_leader_go() {
    try (Cluster cluster = cluster();
        Load load = Load.startOn(cluster.nodes().subList(0, 3), CLIENTS, extent.seed())) {
      work(load, cluster);
      Node fourth = cluster.launchFurther();
      fourth.awaitServing();
      Voters.awaitAllSee(cluster.nodes(), RECOVERY);
      Node leader = cluster.leader();
      assertThat(leader.client().put("/v1/agent/leave", "").reply().status()).isEqualTo(200);
      leader.awaitExit();
      List<Node> left = cluster.others(leader);
      Writability.untilAllTakeWrites(left, RECOVERY);
      Voters.awaitAllSee(left, RECOVERY);
      // Clients of the one that left end with it; it comes back as a new member.
      leader.start();
      end(load, cluster);
    }
  }

  @Test
  void mends_a_follower_whose_log_lost_its_end() {
    try (Cluster cluster = cluster();
        Load load = Load.startOn(cluster.nodes(), CLIENTS, extent.seed())) {
      work(load, cluster);
      Node follower = cluster.others(cluster.leader()).getFirst();
      follower.kill();
      Path log = follower.files(".*log_inprogress_.*").getLast();
      Damage.truncate(log, Damage.usedBytes(log) - 300);
      follower.start();
      Writability.untilAllTakeWrites(cluster.nodes(), RECOVERY);
      end(load, cluster);
    }
  }

  @Test
  @EnabledIfSystemProperty(named = "faults", matches = "long", disabledReason = "takes long")
  void takes_writes_while_the_disk_of_a_follower_is_full() {
    try (Disks disks = new Disks(folder);
        Cluster cluster = disks.cluster();
        Load load = Load.startOn(cluster.nodes(), CLIENTS, extent.seed())) {
      work(load, cluster);
      Node follower = cluster.others(cluster.leader()).getFirst();
      Path filler = disks.fill(follower);
      work(load, cluster);
      Writability.untilAllTakeWrites(cluster.others(follower), RECOVERY);
      assertThat(filler.toFile().delete()).isTrue();
      Writability.untilAllTakeWrites(cluster.nodes(), RECOVERY);
      end(load, cluster);
    }
  }

  @Test
  @EnabledIfSystemProperty(named = "faults", matches = "long", disabledReason = "takes long")
  void loses_nothing_when_the_disk_of_the_leader_is_full() {
    try (Disks disks = new Disks(folder);
        Cluster cluster = disks.cluster();
        Load load = Load.startOn(cluster.nodes(), CLIENTS, extent.seed())) {
      work(load, cluster);
      Path filler = disks.fill(cluster.leader());
      moments.pass(Duration.ofSeconds(4), Duration.ofSeconds(6));
      assertThat(filler.toFile().delete()).isTrue();
      Writability.untilAllTakeWrites(cluster.nodes(), RECOVERY);
      end(load, cluster);
    }
  }

  /// A small disk for each server.
  private static final class Disks implements AutoCloseable {
    private final Path folder;
    private final Map<String, Filesystem> disks = new TreeMap<>();

    Disks(Path folder) {
      assumeTrue(Filesystem.allowed(), "only root can mount a filesystem");
      this.folder = folder;
    }

    Cluster cluster() {
      return Cluster.start(folder, 3, this::withDisk);
    }

    private NodeSettings withDisk(NodeSettings settings) {
      Path root = folder.resolve("disk-" + settings.name());
      disks.put(settings.name(), Filesystem.inMemory(root, DISK_MEBIBYTES));
      return settings.in(root.resolve("data"));
    }

    /// @return the file that takes the space
    Path fill(Node node) {
      Filesystem disk = disks.get(node.settings().name());
      return Objects.requireNonNull(disk).fill(0);
    }

    @Override
    public void close() {
      disks.values().forEach(Filesystem::close);
    }
  }
}
