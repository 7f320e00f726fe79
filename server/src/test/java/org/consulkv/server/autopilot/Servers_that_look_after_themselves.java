package org.consulkv.server.autopilot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.consulkv.runtime.LogStatus.Peer;
import org.consulkv.server.membership.ClusterMember;
import org.consulkv.server.membership.ClusterMember.Status;
import org.consulkv.server.membership.Pool;
import org.consulkv.state.autopilot.AutopilotConfig;
import org.consulkv.testkit.time.VirtualTime;
import org.junit.jupiter.api.Test;

class Servers_that_look_after_themselves {
  private static final Duration STABLE = Duration.ofSeconds(13);

  private final VirtualTime time = new VirtualTime();
  private final Pool pool = new Pool();
  private Servers servers = new Servers("a");
  private AutopilotConfig rules = AutopilotConfig.DEFAULT;
  private Autopilot pilot = pilot();

  @Test
  void take_in_at_once_whom_the_cluster_is_founded_with() {
    lead(3, "a", "b", "c");
    assertThat(servers.changes).containsExactly("+b", "+c");
    assertThat(servers.adopted).containsExactly("b", "c");
  }

  @Test
  void take_in_a_later_server_when_it_is_stable() {
    servers = new Servers("a", "b", "c");
    lead(3, "a", "b", "c");
    pool.put(Pool.server("d", 3));
    time.advance(Duration.ofSeconds(8));
    assertThat(servers.changes).isEmpty();
    time.advance(Duration.ofSeconds(5));
    assertThat(servers.changes).containsExactly("+d");
  }

  @Test
  void count_the_time_anew_when_a_new_server_fell_silent_meanwhile() {
    servers = new Servers("a", "b", "c");
    lead(3, "a", "b", "c");
    pool.put(Pool.server("d", 3));
    time.advance(Duration.ofSeconds(8));
    servers.silent.add("d");
    time.advance(Duration.ofSeconds(2));
    servers.silent.clear();
    time.advance(Duration.ofSeconds(8));
    assertThat(servers.changes).isEmpty();
    time.advance(Duration.ofSeconds(5));
    assertThat(servers.changes).containsExactly("+d");
  }

  @Test
  void give_a_read_replica_no_vote() {
    servers = new Servers("a", "b", "c");
    lead(3, "a", "b", "c");
    pool.put(Pool.server("r", 0, false));
    time.advance(STABLE);
    assertThat(servers.changes).containsExactly("~r");
  }

  @Test
  void take_the_vote_of_one_that_came_back_as_a_read_replica() {
    servers = new Servers("a", "b", "c");
    pool.put(Pool.server("c", 0, false));
    lead(3, "a", "b");
    time.advance(STABLE);
    assertThat(servers.changes).containsExactly("~c");
    time.advance(Duration.ofMinutes(1));
    assertThat(servers.changes).hasSize(1);
  }

  @Test
  void give_a_read_replica_a_vote_that_came_back_to_have_one() {
    servers = new Servers("a", "b", "c");
    servers.peers.put("d", new Peer("d", "d:8300", false));
    lead(3, "a", "b", "c", "d");
    time.advance(STABLE);
    assertThat(servers.changes).containsExactly("+d");
  }

  @Test
  void take_no_vote_that_the_others_could_not_go_on_without() {
    servers = new Servers("a", "b", "c");
    pool.put(Pool.server("c", 0, false));
    lead(3, "a", "b");
    fails("b");
    time.advance(Duration.ofMinutes(1));
    assertThat(servers.changes).isEmpty();
  }

  @Test
  void hand_leadership_over_before_the_leader_gives_up_its_vote() {
    servers = new Servers("a", "b", "c");
    pool.put(Pool.server("a", 0, false));
    lead(3, "b", "c");
    assertThat(servers.changes).startsWith("^b").doesNotContain("~a");
  }

  @Test
  void never_take_the_last_vote() {
    pool.put(Pool.server("a", 0, false));
    pool.put(Pool.server("r", 0, false));
    servers.peers.put("r", new Peer("r", "r:8300", false));
    lead(3);
    time.advance(Duration.ofMinutes(1));
    assertThat(servers.changes).isEmpty();
  }

  @Test
  void never_take_in_a_server_of_another_cluster() {
    servers.clusters.put("b", "theirs");
    lead(3, "a", "b");
    time.advance(Duration.ofMinutes(5));
    assertThat(servers.changes).isEmpty();
  }

  @Test
  void try_again_when_a_server_could_not_be_taken_in() {
    servers.refusesChanges = true;
    lead(3, "a", "b");
    assertThat(servers.changes).isEmpty();
    servers.refusesChanges = false;
    time.advance(Duration.ofSeconds(3));
    assertThat(servers.changes).containsExactly("+b");
  }

  @Test
  void keep_a_failed_server_as_long_as_nobody_took_its_place() {
    servers = new Servers("a", "b", "c");
    lead(3, "a", "b", "c");
    fails("c");
    time.advance(Duration.ofHours(1));
    assertThat(servers.changes).isEmpty();
  }

  @Test
  void take_out_a_failed_server_that_was_replaced() {
    servers = new Servers("a", "b", "c");
    lead(3, "a", "b", "c");
    fails("c");
    pool.put(Pool.server("d", 3));
    time.advance(STABLE);
    time.advance(Duration.ofSeconds(3));
    assertThat(servers.changes).containsExactly("+d", "-c");
  }

  @Test
  void keep_a_failed_server_that_was_replaced_if_they_are_told_to() {
    rules = with(false, 0);
    servers = new Servers("a", "b", "c", "d");
    lead(3, "a", "b", "c", "d");
    fails("c");
    time.advance(Duration.ofHours(1));
    assertThat(servers.changes).isEmpty();
  }

  @Test
  void keep_as_many_as_the_least_quorum_asks_for() {
    rules = with(true, 4);
    servers = new Servers("a", "b", "c", "d");
    lead(3, "a", "b", "c", "d");
    fails("c");
    time.advance(Duration.ofHours(1));
    assertThat(servers.changes).isEmpty();
  }

  @Test
  void take_out_a_server_that_left() {
    servers = new Servers("a", "b", "c");
    lead(3, "a", "b", "c");
    pool.is("c", Status.LEFT);
    time.advance(Duration.ofSeconds(3));
    assertThat(servers.changes).containsExactly("-c");
  }

  /// The pool lists it under its old name, too, until that is forgotten.
  @Test
  void keep_one_that_came_back_under_another_name() {
    servers = new Servers("a", "b", "c");
    lead(3, "a", "b", "c");
    ClusterMember old = Pool.server("c", 3);
    pool.put(
        new ClusterMember(
            "c-new", old.id(), old.address(), null, null, Status.ALIVE, old.server()));
    pool.forget("c");
    pool.put(old.with(Status.LEFT));
    time.advance(Duration.ofMinutes(1));
    assertThat(servers.changes).isEmpty();
  }

  @Test
  void do_not_take_out_one_that_left_if_the_rest_could_not_go_on() {
    servers = new Servers("a", "b", "c", "d");
    lead(4, "a", "b", "c", "d");
    fails("b");
    fails("d");
    pool.is("c", Status.LEFT);
    time.advance(Duration.ofMinutes(1));
    assertThat(servers.changes).isEmpty();
  }

  @Test
  void are_healthy_when_all_keep_up() {
    servers = new Servers("a", "b", "c");
    lead(3, "a", "b", "c");
    ServersHealth health = pilot.health();
    assertThat(health.healthy()).isTrue();
    assertThat(health.failureTolerance()).isEqualTo(1);
    assertThat(health.servers()).extracting(ServerHealth::name).containsExactly("a", "b", "c");
  }

  @Test
  void are_unhealthy_when_one_lags() {
    servers = new Servers("a", "b", "c");
    lead(3, "a", "b", "c");
    servers.lag = 251;
    time.advance(Duration.ofSeconds(2));
    assertThat(pilot.health().healthy()).isFalse();
    servers.lag = 250;
    time.advance(Duration.ofSeconds(2));
    assertThat(pilot.health().healthy()).isTrue();
  }

  @Test
  void are_unhealthy_when_one_has_not_heard_from_the_leader() {
    servers = new Servers("a", "b", "c");
    lead(3, "a", "b", "c");
    servers.lastContact = Duration.ofMillis(201);
    time.advance(Duration.ofSeconds(2));
    assertThat(pilot.health().healthy()).isFalse();
  }

  @Test
  void tell_since_when_each_is_as_it_is() {
    servers = new Servers("a", "b", "c");
    lead(3, "a", "b", "c");
    var start = time.now();
    time.advance(Duration.ofSeconds(60));
    servers.silent.add("b");
    time.advance(Duration.ofSeconds(60));
    assertThat(pilot.health().servers().get(0).stableSince()).isEqualTo(start);
    assertThat(pilot.health().servers().get(1).stableSince())
        .isBetween(start.plusSeconds(60), start.plusSeconds(63));
    assertThat(pilot.health().failureTolerance()).isZero();
  }

  private void lead(int expect, String... names) {
    for (String name : names) {
      pool.put(Pool.server(name, expect));
    }
    pilot = pilot();
    pilot.start();
  }

  private Autopilot pilot() {
    return new Autopilot(
        pool,
        servers,
        servers,
        servers::status,
        () -> rules,
        new Autopilot.Identity("a", () -> "ours", Duration.ofMillis(50)),
        time,
        time);
  }

  private void fails(String name) {
    servers.silent.add(name);
    pool.is(name, Status.FAILED);
  }

  private static AutopilotConfig with(boolean cleanup, long minQuorum) {
    AutopilotConfig normal = AutopilotConfig.DEFAULT;
    return new AutopilotConfig(
        cleanup,
        normal.lastContactThreshold(),
        normal.maxTrailingLogs(),
        minQuorum,
        normal.serverStabilizationTime(),
        "",
        false,
        "",
        0,
        0);
  }
}
