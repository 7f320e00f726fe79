package org.consulkv.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.consulkv.faults.node.Moments;
import org.consulkv.faults.node.Node;
import org.consulkv.faults.node.NodeSettings;
import org.consulkv.faults.workload.Watched;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 5, unit = TimeUnit.MINUTES)
class Watchers_of_a_server_that_restarts {
  private static final int RESTARTS = 3;

  private final Extent extent = Extent.ofThisRun();

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  @Test
  void all_see_the_last_value_and_no_index_that_goes_back() {
    try (Node node = new Node(NodeSettings.alone(folder)).start();
        Watched watched = Watched.start(List.of(node), extent.watchers(), extent.seed())) {
      Moments moments = new Moments(extent.seed());
      for (int restart = 0; restart < RESTARTS; restart++) {
        watched.awaitWrites(100);
        moments.pass(Duration.ZERO, Duration.ofMillis(500));
        node.kill();
        node.start();
      }
      // The last changes come to watchers that wait, not to ones that ask anew.
      watched.awaitWrites(500);
      watched.assertAllSeeTheLast();
      assertThat(watched.violations()).isEmpty();
    }
  }
}
