package org.consulkv.consensus;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.consulkv.runtime.Bytes;
import org.consulkv.runtime.Invariant;
import org.consulkv.runtime.LogException.Reason;
import org.consulkv.runtime.LogStatus;
import org.consulkv.runtime.LogStatus.Peer;
import org.consulkv.testkit.machine.FreePort;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class A_log_on_disk {
  @TempDir Path directory;

  private OnDisk server;

  @BeforeEach
  void open() throws IOException {
    server = new OnDisk(directory).open();
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void gives_each_proposer_the_outcome_of_its_command() {
    assertThat(server.commit("a")).isEqualTo(1);
    assertThat(server.commit("b")).isEqualTo(2);
    assertThat(server.journal().commands()).containsExactly("a", "b");
  }

  @Test
  void leads_alone_and_needs_no_round_to_read() throws Exception {
    var leads = new CompletableFuture<Boolean>();
    server.log().onLeadership(leads::complete);
    assertThat(leads.get(5, SECONDS)).isTrue();
    assertThat(server.log().readBarrier()).isCompleted();
  }

  @Test
  void reports_its_state() {
    server.commit("a");
    LogStatus status = server.log().status();
    assertThat(status.leads()).isTrue();
    assertThat(status.leader()).contains("n1");
    assertThat(status.peers()).containsExactly(server.config().initialMembers().getFirst());
    assertThat(status.peersIndex()).isEqualTo(1);
    assertThat(status.term()).isEqualTo(1);
    assertThat(status.lastLogIndex()).isEqualTo(2); // the configuration came first
    assertThat(status.lastLogTerm()).isEqualTo(1);
    assertThat(status.commitIndex()).isEqualTo(2);
    assertThat(status.appliedIndex()).isEqualTo(2);
    assertThat(status.snapshotIndex()).isZero();
    assertThat(status.pendingApply()).isZero();
    assertThat(status.lastContact()).isZero();
  }

  @Test
  void keeps_the_order_of_one_proposer_and_shares_entries() {
    List<String> commands = server.commitMany("c", 2000);
    assertThat(server.journal().commands()).isEqualTo(commands);
    assertThat(server.journal().entrySizes().size()).isLessThan(500);
  }

  @Test
  void has_everything_after_a_restart() throws IOException {
    List<String> commands = server.commitMany("c", 100);
    long index = server.log().status().lastLogIndex();
    server.reopen();
    assertThat(server.journal().commands()).isEqualTo(commands);
    assertThat(server.log().status().term()).isEqualTo(2);
    assertThat(server.log().status().lastLogIndex()).isGreaterThan(index);
    assertThat(server.commit("next")).isEqualTo(101);
  }

  @Test
  void takes_a_command_as_large_as_the_limit_and_no_larger() throws IOException {
    byte[] largest = new byte[server.config().limits().commandBytes()];
    assertThat(server.log().propose(Bytes.owning(largest)).orTimeout(20, SECONDS).join())
        .isEqualTo(1);
    byte[] tooLarge = new byte[largest.length + 1];
    assertThat(OnDisk.reasonOf(server.log().propose(Bytes.owning(tooLarge))))
        .isEqualTo(Reason.TOO_LARGE);
    server.reopen();
    assertThat(server.journal().commands()).hasSize(1);
  }

  @Test
  void stops_and_tells_the_node_when_applying_fails() throws Exception {
    server.commit("a");
    server.journal().beforeApply(() -> Invariant.check(false, "broken"));
    assertThat(OnDisk.reasonOf(server.propose("b"))).isEqualTo(Reason.UNKNOWN);
    assertThat(server.fatal().get(5, SECONDS)).isInstanceOf(Invariant.Broken.class);
    assertThat(OnDisk.reasonOf(server.propose("c"))).isEqualTo(Reason.NO_LEADER);
  }

  @Test
  void refuses_commands_once_it_is_closed() {
    server.close();
    assertThat(OnDisk.reasonOf(server.propose("late"))).isEqualTo(Reason.NO_LEADER);
  }

  @Test
  void says_so_when_its_port_is_taken() throws IOException {
    try (var taken = new ServerSocket(0)) {
      RatisLogConfig config = OnDisk.alone("n2", taken.getLocalPort(), directory.resolve("n2"));
      assertThatThrownBy(() -> RatisLog.open(config, new Journal(), broken -> {}))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("cannot listen on")
          .hasMessageContaining(":" + taken.getLocalPort());
    }
  }

  @Test
  void fails_a_linearizable_read_that_would_need_other_voters() throws IOException {
    int port = FreePort.next();
    RatisLogConfig config =
        OnDisk.alone("n2", port, directory.resolve("n2"))
            .withInitialMembers(
                List.of(
                    new Peer("n2", "127.0.0.1:" + port, true),
                    new Peer("n3", "127.0.0.1:" + FreePort.next(), true),
                    new Peer("n4", "127.0.0.1:" + FreePort.next(), true)));
    try (var one = RatisLog.open(config, new Journal(), broken -> {})) {
      assertThat(OnDisk.reasonOf(one.readBarrier())).isEqualTo(Reason.NO_LEADER);
      assertThat(OnDisk.reasonOf(one.propose(Bytes.utf8("x")))).isEqualTo(Reason.NO_LEADER);
    }
  }
}
