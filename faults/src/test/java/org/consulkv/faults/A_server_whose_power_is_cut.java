package org.consulkv.faults;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.consulkv.faults.node.Filesystem;
import org.consulkv.faults.node.Moments;
import org.consulkv.faults.node.Node;
import org.consulkv.faults.node.NodeSettings;
import org.consulkv.faults.workload.Load;
import org.consulkv.testkit.machine.Await;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// A killed process leaves its files to the kernel, which loses nothing. Here the disk is an image,
/// and what goes on is a copy of it: all that was written and not flushed is missing, as after a
/// power failure.
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class A_server_whose_power_is_cut {
  private static final int DISK_MEBIBYTES = 192;
  private static final int CLIENTS = 8;
  private static final int CUTS = 3;

  private final Extent extent = Extent.ofThisRun();

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  @BeforeEach
  void only_root_can_mount() {
    assumeTrue(Filesystem.allowed(), "only root can mount a disk image");
  }

  @Test
  void has_every_acknowledged_write_on_its_disk() {
    Moments moments = new Moments(extent.seed());
    Path disk = folder.resolve("disk");
    NodeSettings settings =
        NodeSettings.alone(folder)
            .in(disk.resolve("data"))
            .with("raft_snapshot_threshold", "300")
            .with("raft_snapshot_interval", "\"1s\"")
            .with("raft_trailing_logs", "100");
    Filesystem filesystem = Filesystem.inImage(image(0), disk, DISK_MEBIBYTES);
    try (Node node = new Node(settings).start();
        Load load = Load.start(node, CLIENTS, extent.seed())) {
      for (int cut = 1; cut <= CUTS; cut++) {
        long before = load.done();
        Await.until(
            Duration.ofSeconds(30),
            () -> load.done() > before + CLIENTS,
            () -> "clients are answered" + node.tail());
        moments.pass(Duration.ofMillis(300), Duration.ofMillis(2_500));
        node.kill();
        Filesystem.copyImage(image(cut - 1), image(cut));
        filesystem.close();
        filesystem = Filesystem.ofImage(image(cut), disk);
        node.start();
      }
      load.stop();
      load.check();
    } finally {
      filesystem.close();
    }
  }

  private Path image(int number) {
    return folder.resolve("disk" + number + ".img");
  }
}
