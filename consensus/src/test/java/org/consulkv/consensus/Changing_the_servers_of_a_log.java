package org.consulkv.consensus;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.consulkv.runtime.LogException.Reason;
import org.consulkv.runtime.LogMembership;
import org.consulkv.runtime.LogStatus;
import org.consulkv.runtime.LogStatus.Peer;
import org.consulkv.runtime.LogStatus.Role;
import org.consulkv.testkit.machine.Await;
import org.consulkv.testkit.machine.FreePort;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Changing_the_servers_of_a_log {
  @TempDir Path directory;

  @SuppressWarnings("NullAway.Init") // by the method below
  private Servers servers;

  @SuppressWarnings("NullAway.Init") // by the method below
  private OnDisk founder;

  @BeforeEach
  void found() throws IOException {
    servers = new Servers(directory);
    founder = servers.start("n0", List.of(new Peer("n0", "", true)));
    founder.commit("a");
  }

  @AfterEach
  void close() {
    servers.close();
  }

  @Test
  void grows_one_server_to_three() throws IOException {
    OnDisk second = join("n1");
    OnDisk third = join("n2");
    Await.until(() -> third.journal().commands().equals(List.of("a")));
    LogStatus status = founder.log().status();
    assertThat(status.peers()).containsExactlyInAnyOrderElementsOf(servers.peers());
    assertThat(status.peersIndex()).isBetween(3L, status.lastLogIndex());

    servers.stop(founder);
    assertThat(servers.leader()).isIn(second, third);
    assertThat(servers.leader().commit("b")).isEqualTo(2);
  }

  @Test
  void makes_the_next_change_on_the_thread_that_tells_of_the_last() throws IOException {
    LogMembership membership = founder.log().membership();
    for (String id : List.of("n1", "n2", "n3")) {
      OnDisk _ = servers.start(id, List.of());
    }
    membership
        .put(new Peer("n1", "", true))
        .thenCompose(_ -> membership.put(new Peer("n2", "", true)))
        .thenCompose(_ -> membership.put(new Peer("n3", "", true)))
        .orTimeout(20, SECONDS)
        .join();
    assertThat(founder.log().status().peers()).hasSize(4);
  }

  @Test
  void brings_a_new_server_up_to_date_by_a_snapshot() throws IOException {
    List<String> commands = founder.commitMany("c", 200);
    founder.log().compact().orTimeout(20, SECONDS).join();
    OnDisk second = join("n1");
    Await.until(() -> second.journal().commands().size() == commands.size() + 1);
    assertThat(second.journal().commands()).startsWith("a").endsWith(commands.getLast());
  }

  @Test
  void takes_a_server_out() throws IOException {
    join("n1");
    OnDisk third = join("n2");
    founder.log().membership().remove("n2").orTimeout(20, SECONDS).join();
    servers.stop(third);
    assertThat(founder.log().status().peers()).extracting(Peer::id).containsOnly("n0", "n1");
    assertThat(founder.commit("b")).isEqualTo(2);
  }

  @Test
  void makes_a_pair_a_single_server_again_that_needs_nobody_to_read() throws IOException {
    OnDisk second = join("n1");
    founder.log().membership().remove("n1").orTimeout(20, SECONDS).join();
    servers.stop(second);
    assertThat(founder.commit("b")).isEqualTo(2);
    assertThat(founder.log().readBarrier()).isCompleted();
  }

  @Test
  void may_take_the_leader_out() throws IOException {
    join("n1");
    join("n2");
    founder.log().membership().remove("n0").orTimeout(20, SECONDS).join();
    servers.stop(founder);
    OnDisk next = servers.leader();
    Servers.eventually(() -> next.propose("b"));
    assertThat(next.log().status().peers()).extracting(Peer::id).containsOnly("n1", "n2");
  }

  /// Ratis ends it under a lock, for which the thread that applies must not wait meanwhile.
  @Test
  void may_take_the_leader_out_while_it_writes() throws IOException {
    join("n1");
    join("n2");
    AtomicLong unanswered = new AtomicLong();
    Thread writer = Thread.startVirtualThread(() -> writeUntilInterrupted(unanswered));
    founder.log().membership().remove("n0").orTimeout(20, SECONDS).join();
    Await.until(() -> servers.all().stream().anyMatch(s -> s != founder && s.log().leads()));
    Await.until(() -> founder.log().status().role() != Role.LEADER);
    writer.interrupt();
    Await.until(() -> unanswered.get() == 0);
    assertThat(OnDisk.reasonOf(founder.propose("late"))).isEqualTo(Reason.NO_LEADER);
  }

  private void writeUntilInterrupted(AtomicLong unanswered) {
    while (!Thread.interrupted()) {
      unanswered.incrementAndGet();
      var _ = founder.propose("w").whenComplete((_, _) -> unanswered.decrementAndGet());
      while (unanswered.get() > 200 && !Thread.currentThread().isInterrupted()) {
        LockSupport.parkNanos(100_000);
      }
    }
  }

  @Test
  void gives_a_server_without_a_vote_everything() throws IOException {
    OnDisk replica = servers.start("r1", List.of(new Peer("r1", "", false)));
    put(new Peer("r1", "", false));
    founder.commit("b");
    Await.until(() -> replica.journal().commands().equals(List.of("a", "b")));
    replica.log().readBarrier().orTimeout(20, SECONDS).join();
    assertThat(replica.log().status().role()).isEqualTo(Role.LISTENER);
    assertThat(founder.log().readBarrier()).as("it has no say").isCompleted();

    replica.reopen();
    founder.commit("c");
    Await.until(() -> replica.journal().commands().equals(List.of("a", "b", "c")));
    servers.stop(replica);
    assertThat(founder.commit("d")).isEqualTo(4);
  }

  @Test
  void takes_a_server_in_again_whose_removal_another_leader_finished() throws IOException {
    OnDisk second = join("n1");
    OnDisk third = join("n2");
    servers.stop(third);
    servers.stop(second);
    // In the founder's log only, which leads for a while without the others.
    long before = founder.log().status().lastLogIndex();
    var _ = founder.log().membership().remove("n2");
    Await.until(() -> founder.log().status().lastLogIndex() > before);
    servers.stop(founder);

    servers.startAgain(founder);
    servers.startAgain(second);
    assertThat(servers.leader()).isSameAs(founder);
    Await.until(() -> founder.log().status().peers().size() == 2);
    servers.startAgain(third);
    put(new Peer("n2", "", true));
    assertThat(founder.log().status().peers()).hasSize(3);
    assertThat(founder.commit("b")).isEqualTo(2);
    Await.until(() -> third.journal().commands().equals(List.of("a", "b")));
  }

  @Test
  void takes_a_vote_and_gives_it_back() throws IOException {
    join("n1");
    join("n2");
    OnDisk fourth = join("n3");
    put(new Peer("n3", "", false));
    servers.stop(founder);
    OnDisk next = servers.leader();
    assertThat(next).isNotSameAs(fourth);
    Servers.eventually(() -> next.propose("b"));
    Await.until(() -> fourth.journal().commands().equals(List.of("a", "b")));
    fourth.reopen();
    assertThat(fourth.log().status().role()).isEqualTo(Role.LISTENER);

    next.log().membership().put(new Peer("n3", "", true)).orTimeout(20, SECONDS).join();
    Await.until(() -> fourth.log().status().role() == Role.FOLLOWER);
    assertThat(next.commit("c")).as("three of four agree").isEqualTo(3);
  }

  @Test
  void hands_leadership_over() throws IOException {
    join("n1");
    OnDisk third = join("n2");
    founder.log().membership().transferLeadership("n2").orTimeout(20, SECONDS).join();
    assertThat(servers.leader()).isSameAs(third);
    third.log().membership().transferLeadership("").orTimeout(20, SECONDS).join();
    Await.until(() -> servers.all().stream().anyMatch(s -> s != third && s.log().leads()));
  }

  @Test
  void is_refused_where_it_makes_no_sense() throws IOException {
    OnDisk second = join("n1");
    assertThat(OnDisk.reasonOf(second.log().membership().remove("n0"))).isEqualTo(Reason.NO_LEADER);
    assertThat(OnDisk.reasonOf(founder.log().membership().transferLeadership("nobody")))
        .isEqualTo(Reason.REFUSED);
    assertThat(OnDisk.reasonOf(founder.log().membership().put(new Peer("n0", "", false))))
        .isEqualTo(Reason.REFUSED);
    founder.log().membership().remove("n1").orTimeout(20, SECONDS).join();
    assertThat(OnDisk.reasonOf(founder.log().membership().remove("n0"))).isEqualTo(Reason.REFUSED);
    assertThat(founder.log().membership().remove("never.seen")).isCompleted();
  }

  @Test
  void grows_a_log_whose_configuration_holds_an_address() throws IOException {
    int port = FreePort.next();
    Path folder = directory.resolve("old");
    try (OnDisk old = new OnDisk(folder).with(OnDisk.alone("old", port, folder)).open()) {
      old.commit("a");
      OnDisk second = servers.start("n1", List.of());
      old.with(servers.book()).reopen();
      old.log().membership().put(new Peer("n1", "", true)).orTimeout(20, SECONDS).join();
      old.commit("b");
      Await.until(() -> second.journal().commands().equals(List.of("a", "b")));
      second.log().readBarrier().orTimeout(20, SECONDS).join();
    }
  }

  @Test
  void goes_on_after_all_were_restarted() throws IOException {
    join("n1");
    join("n2");
    founder.commit("b");
    List<OnDisk> all = servers.all();
    all.forEach(servers::stop);
    for (OnDisk server : all) {
      servers.startAgain(server);
    }
    assertThat(servers.leader().commit("c")).isEqualTo(3);
    Await.until(() -> servers.all().stream().allMatch(s -> s.log().status().peers().size() == 3));
  }

  private OnDisk join(String id) throws IOException {
    OnDisk joining = servers.start(id, List.of());
    put(new Peer(id, "", true));
    return joining;
  }

  private void put(Peer peer) {
    founder.log().membership().put(peer).orTimeout(20, SECONDS).join();
  }
}
