package org.consulkv.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.consulkv.testkit.machine.Await;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class A_cluster_that_lost_most_of_its_servers {
  @TempDir Path folder;

  @SuppressWarnings("NullAway.Init") // by the method below
  private OneCluster cluster;

  @AfterEach
  void close() throws IOException {
    cluster.close();
  }

  @Test
  void goes_on_with_the_one_that_is_left_and_grows_again() throws IOException {
    OneAgent survivor = lose();
    Await.until(() -> survivor.put("/v1/kv/lost", "x").startsWith("500"));
    assertThat(survivor.get("/v1/kv/a?raw&stale")).isEqualTo("200 saved");
    assertThat(recover(survivor, "-write")).startsWith("1 ").contains("stop it first");
    cluster.stop(survivor);

    assertThat(recover(survivor)).contains("Its log reaches to entry ", "Nothing was changed");
    assertThat(recover(survivor, "-write")).contains("Start the server now");
    OneAgent leader = cluster.start("s3", OneCluster.SERVER);
    Await.until(() -> leader.put("/v1/kv/b", "after").equals("200 true"));
    assertThat(leader.get("/v1/kv/a?raw")).isEqualTo("200 saved");
    assertThat(leader.get("/v1/session/list")).contains("held");
    assertThat(OneCluster.voters(leader)).isOne();
    assertThat(cluster.data("s3").resolve("raft/peers.json")).doesNotExist();

    OneAgent fourth = cluster.start("s4", OneCluster.SERVER);
    cluster.start("s5", OneCluster.SERVER);
    Await.until(() -> OneCluster.voters(leader) == 3);
    Await.until(cluster::allRead);
    assertThat(fourth.get("/v1/kv/b?raw")).isEqualTo("200 after");
    cluster.stop(leader);
    Await.until(() -> fourth.put("/v1/kv/c", "without").equals("200 true"));
    assertThat(cluster.agents())
        .allSatisfy(agent -> assertThat(agent.get("/v1/kv/a?raw")).isEqualTo("200 saved"));
  }

  /// Three servers, of which two are gone for good.
  private OneAgent lose() throws IOException {
    cluster = new OneCluster(folder);
    OneAgent first = cluster.start("s1", OneCluster.SERVER);
    OneAgent second = cluster.start("s2", OneCluster.SERVER);
    OneAgent third = cluster.start("s3", OneCluster.SERVER);
    Await.until(cluster::allRead);
    assertThat(first.put("/v1/kv/a", "saved")).isEqualTo("200 true");
    assertThat(first.put("/v1/session/create", "{\"Name\": \"held\", \"Checks\": []}"))
        .startsWith("200");
    // A majority has it by now; what the two take with them must be on the third as well.
    Await.until(() -> third.get("/v1/session/list?stale").contains("held"));
    for (OneAgent lost : List.of(first, second)) {
      cluster.stop(lost);
    }
    return third;
  }

  private String recover(OneAgent survivor, String... more) {
    String[] words = {"operator", "raft", "recover", "-data-dir=" + cluster.data("s3")};
    String[] line = java.util.Arrays.copyOf(words, words.length + more.length);
    System.arraycopy(more, 0, line, words.length, more.length);
    return survivor.consul(line);
  }
}
