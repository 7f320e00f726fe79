package org.consulkv.consensus;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.consulkv.runtime.LogException.Reason;
import org.consulkv.runtime.LogStatus;
import org.consulkv.runtime.LogStatus.Peer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Three_servers {
  @TempDir Path directory;

  private final List<OnDisk> servers = new ArrayList<>();

  @BeforeEach
  void open() throws IOException {
    var members = new ArrayList<Peer>();
    var ports = new ArrayList<Integer>();
    for (int i = 0; i < 3; i++) {
      ports.add(OnDisk.freePort());
      members.add(new Peer("n" + i, "127.0.0.1:" + ports.get(i), true));
    }
    for (int i = 0; i < 3; i++) {
      var server = new OnDisk(directory.resolve("n" + i));
      RatisLogConfig alone = OnDisk.alone("n" + i, ports.get(i), directory.resolve("n" + i));
      servers.add(server.with(alone.withInitialMembers(members)).open());
    }
  }

  @AfterEach
  void close() {
    servers.forEach(OnDisk::close);
  }

  @Test
  void go_on_when_the_leader_stops_and_catch_it_up_when_it_returns() throws IOException {
    OnDisk first = leader();
    long committed = commit("a");
    OnDisk.await(() -> servers.stream().allMatch(s -> s.journal().commands().contains("a")));

    first.close();
    servers.remove(first);
    OnDisk second = leader();
    assertThat(second).isNotSameAs(first);
    assertThat(commit("b")).isEqualTo(committed + 1);

    servers.add(first.open());
    OnDisk.await(() -> first.journal().commands().equals(List.of("a", "b")));
    LogStatus status = first.log().status();
    assertThat(status.peers()).extracting(Peer::id).containsExactlyInAnyOrder("n0", "n1", "n2");
    assertThat(OnDisk.reasonOf(second.log().readBarrier()))
        .as("a confirmed read needs a round, which is not there yet")
        .isEqualTo(Reason.NO_LEADER);
  }

  private OnDisk leader() {
    OnDisk.await(() -> servers.stream().anyMatch(server -> server.log().status().leads()));
    return servers.stream().filter(server -> server.log().status().leads()).findAny().orElseThrow();
  }

  private long commit(String command) {
    OnDisk leader = leader();
    var ready = new CompletableFuture<Boolean>();
    leader.log().onLeadership(ready::complete);
    assertThat(ready.orTimeout(20, SECONDS).join()).isTrue();
    return leader.commit(command);
  }
}
