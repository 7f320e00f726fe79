package org.consulkv.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.consulkv.testkit.machine.Await;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class A_read_replica {
  @TempDir Path folder;

  @SuppressWarnings("NullAway.Init") // by the method below
  private OneCluster cluster;

  @SuppressWarnings("NullAway.Init") // by the method below
  private OneAgent replica;

  @BeforeEach
  void start() throws IOException {
    cluster = new OneCluster(folder);
    for (String name : List.of("s1", "s2", "s3")) {
      cluster.start(name, OneCluster.SERVER);
    }
    Await.until(cluster::allRead);
    replica = cluster.start("r1", OneCluster.REPLICA);
    Await.until(() -> isListed(replica, "r1 .* follower .* false"));
  }

  @AfterEach
  void close() throws IOException {
    cluster.close();
  }

  @Test
  void answers_reads_and_passes_writes_on() {
    assertThat(replica.put("/v1/kv/a", "1")).isEqualTo("200 true");
    assertThat(replica.get("/v1/kv/a?raw")).isEqualTo("200 1");
    assertThat(replica.get("/v1/kv/a?raw&consistent")).isEqualTo("200 1");
    Await.until(() -> replica.get("/v1/kv/a?raw&stale").equals("200 1"));
    assertThat(replica.agent.server()).isPresent();
    assertThat(OneCluster.voters(replica)).isEqualTo(3);
  }

  @Test
  void never_counts_for_the_quorum() throws IOException {
    List<OneAgent> servers = cluster.agents().subList(0, 3);
    cluster.stop(servers.get(0));
    Await.until(() -> replica.put("/v1/kv/a", "1").equals("200 true"));
    Await.until(() -> replica.get("/v1/kv/a?raw&stale").equals("200 1"));
    cluster.stop(servers.get(1));
    Await.until(() -> servers.get(2).put("/v1/kv/a", "2").startsWith("500"));
    Await.until(() -> replica.get("/v1/kv/a?raw").startsWith("500"));
    assertThat(replica.get("/v1/kv/a?raw&stale")).isEqualTo("200 1");
  }

  @Test
  void that_had_a_vote_before_gives_it_up() throws IOException {
    OneAgent voter = cluster.follower();
    String name = voter.agent.config().node().name();
    cluster.stop(voter);
    OneAgent back = cluster.start(name, OneCluster.REPLICA);
    Await.until(() -> isListed(replica, name + " .* follower .* false"));
    Await.until(() -> OneCluster.voters(replica) == 2);
    assertThat(back.put("/v1/kv/a", "1")).isEqualTo("200 true");
    Await.until(() -> back.get("/v1/kv/a?raw&stale").equals("200 1"));
  }

  @Test
  void may_become_a_voter() throws IOException {
    cluster.stop(replica);
    OneAgent back = cluster.start("r1", OneCluster.SERVER);
    Await.until(() -> OneCluster.voters(back) == 4);
    assertThat(OneCluster.replicas(back)).isZero();
    assertThat(back.put("/v1/kv/a", "1")).isEqualTo("200 true");
    Await.until(() -> back.get("/v1/kv/a?raw&stale").equals("200 1"));
  }

  private static boolean isListed(OneAgent asked, String line) {
    return asked
        .consul("operator", "raft", "list-peers")
        .lines()
        .anyMatch(shown -> shown.matches(line + "\\b.*"));
  }
}
