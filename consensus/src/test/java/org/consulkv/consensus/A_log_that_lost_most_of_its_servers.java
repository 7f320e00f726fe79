package org.consulkv.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.consulkv.runtime.LogStatus;
import org.consulkv.runtime.LogStatus.Peer;
import org.consulkv.testkit.machine.Await;
import org.consulkv.testkit.machine.FreePort;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class A_log_that_lost_most_of_its_servers {
  @TempDir Path directory;

  @SuppressWarnings("NullAway.Init") // by the method below
  private Servers servers;

  @SuppressWarnings("NullAway.Init") // by the method below
  private OnDisk survivor;

  @SuppressWarnings("NullAway.Init") // by the method below
  private LogRecovery.Reach last;

  @BeforeEach
  void lose() throws IOException {
    servers = Servers.together(directory, "n0", "n1", "n2");
    servers.leader().commit("a");
    Await.until(() -> servers.all().stream().allMatch(s -> s.journal().commands().size() == 1));
    survivor = servers.get("n1");
    servers.stop(survivor); // before the others, of whom one could still be elected
    LogStatus status = survivor.log().status();
    last = new LogRecovery.Reach(status.lastLogTerm(), status.lastLogIndex());
    servers.all().forEach(servers::stop);
  }

  @AfterEach
  void close() {
    servers.close();
  }

  @Test
  void goes_on_with_one_server() throws IOException {
    LogRecovery.rewrite(survivor.config(), List.of(new Peer("n1", "", true)));
    servers.startAgain(survivor);
    assertThat(servers.leader().commit("b")).isEqualTo(2);
    assertThat(survivor.journal().commands()).containsExactly("a", "b");
    assertThat(survivor.log().status().peers()).extracting(Peer::id).containsExactly("n1");

    servers.stop(survivor);
    servers.startAgain(survivor);
    assertThat(servers.leader().commit("c")).isEqualTo(3);
  }

  @Test
  void grows_again() throws IOException {
    LogRecovery.rewrite(survivor.config(), List.of(new Peer("n1", "", true)));
    servers.startAgain(survivor);
    OnDisk leader = servers.leader();
    OnDisk fresh = servers.start("n7", List.of());
    Servers.eventually(() -> leader.log().membership().put(new Peer("n7", "", true)));
    Await.until(() -> fresh.journal().commands().equals(List.of("a")));
  }

  @Test
  void goes_on_with_some_servers_that_are_told_the_same() throws IOException {
    List<Peer> left = List.of(new Peer("n1", "", true), new Peer("n2", "", true));
    RatisLogConfig config = OnDisk.alone("n2", FreePort.next(), directory.resolve("n2"));
    LogRecovery.rewrite(survivor.config(), left);
    LogRecovery.rewrite(config, left);
    servers.startAgain(survivor);
    servers.start("n2", List.of());
    assertThat(servers.leader().commit("b")).isEqualTo(2);
    assertThat(survivor.log().status().peers())
        .extracting(Peer::id)
        .containsExactlyInAnyOrder("n1", "n2");
  }

  @Test
  void tells_how_far_each_server_that_is_left_reaches() throws IOException {
    assertThat(LogRecovery.reach(survivor.config().directory())).contains(last);
    assertThat(LogRecovery.reach(directory.resolve("nobody"))).isEmpty();
  }

  @Test
  void refuses_members_that_make_no_cluster() {
    RatisLogConfig config = survivor.config();
    assertThatThrownBy(() -> LogRecovery.rewrite(config, List.of(new Peer("n0", "", true))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("n1");
    assertThatThrownBy(() -> LogRecovery.rewrite(config, List.of(new Peer("n1", "", false))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() ->
            LogRecovery.rewrite(
                config, List.of(new Peer("n1", "", true), new Peer("n1", "x:1", true))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("twice");
  }
}
