package org.consulkv.consensus;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.consulkv.runtime.LogException.Reason;
import org.consulkv.runtime.LogStatus;
import org.consulkv.runtime.LogStatus.Peer;
import org.consulkv.testkit.machine.Await;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Three_servers {
  private static final Duration FAR_BEYOND_AN_ELECTION = Duration.ofSeconds(5);

  @TempDir Path directory;

  @SuppressWarnings("NullAway.Init") // by the method below
  private Servers servers;

  @BeforeEach
  void open() throws IOException {
    servers = Servers.together(directory, "n0", "n1", "n2");
  }

  @AfterEach
  void close() {
    servers.close();
  }

  @Test
  void go_on_when_the_leader_stops_and_catch_it_up_when_it_returns() throws IOException {
    OnDisk first = servers.leader();
    long committed = first.commit("a");
    Await.until(() -> servers.all().stream().allMatch(s -> s.journal().commands().contains("a")));

    servers.stop(first);
    OnDisk second = servers.leader();
    assertThat(second).isNotSameAs(first);
    assertThat(second.commit("b")).isEqualTo(committed + 1);

    servers.startAgain(first);
    Await.until(() -> first.journal().commands().equals(List.of("a", "b")));
    LogStatus status = first.log().status();
    assertThat(status.peers()).extracting(Peer::id).containsExactlyInAnyOrder("n0", "n1", "n2");
  }

  @Test
  void answer_reads_with_all_that_was_acknowledged_wherever_they_are_asked() {
    OnDisk leader = servers.leader();
    for (int i = 0; i < 200; i++) {
      String command = "c" + i;
      leader.commit(command);
      for (OnDisk server : servers.all()) {
        server.log().readBarrier().orTimeout(20, SECONDS).join();
        assertThat(server.journal().commands()).contains(command);
      }
    }
  }

  @Test
  void tell_when_they_have_what_another_has() {
    OnDisk leader = servers.leader();
    for (int i = 0; i < 100; i++) {
      String command = "c" + i;
      leader.commit(command);
      long index = leader.log().appliedIndex();
      for (OnDisk server : servers.all()) {
        server.log().reached(index).copy().orTimeout(20, SECONDS).join();
        assertThat(server.journal().commands()).contains(command);
      }
    }
  }

  @Test
  void share_rounds_between_reads_that_come_together() {
    servers.leader().commit("a");
    for (OnDisk server : servers.all()) {
      var barriers = new ArrayList<CompletableFuture<Void>>();
      for (int i = 0; i < 5000; i++) {
        barriers.add(server.log().readBarrier());
      }
      barriers.forEach(barrier -> barrier.orTimeout(20, SECONDS).join());
    }
  }

  @Test
  void answer_no_read_without_a_majority() {
    OnDisk leader = servers.leader();
    leader.commit("a");
    for (OnDisk server : servers.all()) {
      if (server != leader) {
        servers.stop(server);
      }
    }
    assertThat(OnDisk.reasonOf(leader.log().readBarrier())).isEqualTo(Reason.NO_LEADER);
    Await.until(() -> !leader.log().leads());
    assertThat(OnDisk.reasonOf(leader.log().readBarrier())).isEqualTo(Reason.NO_LEADER);
  }

  /// Elections that fail are no contact.
  @Test
  void say_how_long_ago_they_heard_of_a_leader() throws IOException {
    servers.leader().commit("a");
    OnDisk left = servers.follower();

    Await.until(() -> left.log().lastContact().compareTo(Duration.ofSeconds(20)) < 0);
    for (OnDisk server : servers.all()) {
      if (server != left) {
        servers.stop(server);
      }
    }
    Await.until(() -> left.log().lastContact().compareTo(FAR_BEYOND_AN_ELECTION) > 0);

    servers.stop(left);
    servers.startAgain(left);
    assertThat(left.log().lastContact()).isGreaterThan(Duration.ofDays(1));
    assertThat(left.log().status().lastContact()).isGreaterThan(Duration.ofDays(1));
  }

  @Test
  void tell_followers_at_once_what_is_committed() {
    OnDisk leader = servers.leader();
    leader.commit("first");
    OnDisk follower = servers.follower();
    var nanos = new ArrayList<Long>();
    for (int i = 0; i < 50; i++) {
      String command = "c" + i;
      leader.commit(command);
      long acknowledged = System.nanoTime();
      Await.until(() -> follower.journal().commands().contains(command));
      nanos.add(System.nanoTime() - acknowledged);
    }
    assertThat(nanos.stream().sorted().toList().get(25))
        .as("half of them, far sooner than the next sign of life is due")
        .isLessThan(200_000_000);
  }

  @Test
  void come_back_with_other_addresses() throws IOException {
    servers.leader().commit("a");
    List<OnDisk> all = servers.all();
    all.forEach(servers::stop);
    for (OnDisk server : all) {
      servers.start(server.config().id(), List.of());
    }
    assertThat(servers.leader().commit("b")).isEqualTo(2);
    Await.until(() -> servers.all().stream().allMatch(s -> s.journal().commands().size() == 2));
    assertThat(servers.leader().log().status().peers())
        .containsExactlyInAnyOrderElementsOf(servers.peers());
  }
}
