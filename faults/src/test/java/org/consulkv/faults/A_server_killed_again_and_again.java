package org.consulkv.faults;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.consulkv.faults.node.Moments;
import org.consulkv.faults.node.Node;
import org.consulkv.faults.node.NodeSettings;
import org.consulkv.faults.workload.Load;
import org.consulkv.testkit.machine.Await;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 15, unit = TimeUnit.MINUTES)
class A_server_killed_again_and_again {
  private static final int CLIENTS = 16;

  private final Extent extent = Extent.ofThisRun();

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  @Test
  void keeps_every_acknowledged_write_in_order_and_answers_linearizably() {
    Moments moments = new Moments(extent.seed());
    // Snapshots are so frequent that some kills strike while one is written.
    NodeSettings settings =
        NodeSettings.alone(folder)
            .with("raft_snapshot_threshold", "300")
            .with("raft_snapshot_interval", "\"1s\"")
            .with("raft_trailing_logs", "100");
    try (Node node = new Node(settings).start();
        Load load = Load.start(node, CLIENTS, extent.seed())) {
      for (int kill = 1; kill <= extent.kills(); kill++) {
        long before = load.done();
        Await.until(
            Duration.ofSeconds(30),
            () -> load.done() > before + CLIENTS,
            () -> "clients are answered" + node.tail());
        moments.pass(Duration.ZERO, Duration.ofMillis(800));
        node.kill();
        if (moments.oneIn(4)) {
          node.launch();
          moments.pass(Duration.ZERO, Duration.ofMillis(1_500));
          node.kill();
        }
        node.start();
      }
      load.stop();
      load.check();
      node.kill();
      node.start();
      load.check();
      node.terminate();
      node.start();
      load.check();
    }
  }
}
