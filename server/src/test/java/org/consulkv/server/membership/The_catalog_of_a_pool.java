package org.consulkv.server.membership;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.consulkv.runtime.LogException.Reason;
import org.consulkv.server.OneServer;
import org.consulkv.server.membership.ClusterMember.Status;
import org.consulkv.server.session.NewSession;
import org.consulkv.state.WatchSet;
import org.consulkv.state.catalog.CatalogCommand;
import org.consulkv.state.catalog.CatalogQueries;
import org.consulkv.state.catalog.Check;
import org.consulkv.state.catalog.Node;
import org.consulkv.state.catalog.Service;
import org.junit.jupiter.api.Test;

class The_catalog_of_a_pool {
  private static final String ID = "11111111-2222-3333-4444-555555555555";
  private static final String OTHER_ID = "99999999-2222-3333-4444-555555555555";

  private final Pool pool = new Pool();
  private final OneServer leader = new OneServer(pool);

  The_catalog_of_a_pool() {
    pool.put(Pool.client("node1", "6e1c2a0f-7d9b-4c56-9b7e-2f1f6f0c8a11", "127.0.0.1"));
  }

  @Test
  void has_a_member_that_joined() {
    pool.put(Pool.client("web1", ID, "10.0.0.7"));
    assertThat(node("web1").address()).isEqualTo("10.0.0.7");
    assertThat(health("web1")).isEqualTo("passing");
  }

  @Test
  void says_of_a_server_where_it_is_reached() {
    pool.put(Pool.server("srv2", 3));
    Service consul =
        CatalogQueries.serviceNodes(leader.store.snapshot(), WatchSet.NONE, "consul")
            .value()
            .stream()
            .map(CatalogQueries.Instance::service)
            .filter(service -> service.node().equals("srv2"))
            .findFirst()
            .orElseThrow();
    assertThat(consul.port()).isEqualTo(8300);
    assertThat(consul.meta()).containsEntry("version", "1.10.12");
  }

  @Test
  void keeps_a_failed_member_whose_health_is_critical_and_whose_sessions_end() {
    pool.put(Pool.client("web1", ID, "10.0.0.7"));
    var session = leader.server.sessions().create(NewSession.of("web1")).join();
    leader.lock("lock", session.toString());
    pool.is("web1", Status.FAILED);
    assertThat(health("web1")).isEqualTo("critical");
    assertThat(leader.get("lock").orElseThrow().session()).isEmpty();
    pool.is("web1", Status.ALIVE);
    assertThat(health("web1")).isEqualTo("passing");
  }

  @Test
  void loses_a_member_that_left_or_was_reaped() {
    for (Status end : List.of(Status.LEFT, Status.REAPED)) {
      pool.put(Pool.client("web1", ID, "10.0.0.7"));
      pool.is("web1", end);
      assertThat(found("web1")).isEmpty();
    }
  }

  @Test
  void keeps_what_the_node_says_of_itself_when_its_address_changes() {
    pool.put(Pool.client("web1", ID, "10.0.0.7"));
    Node own = new Node(ID, "web1", "10.0.0.7", "dc1", Map.of("lan", "x"), Map.of("m", "1"), 0, 0);
    leader
        .server
        .writes()
        .propose(new CatalogCommand.Register(own, false, Optional.empty(), List.of()))
        .join();
    pool.put(Pool.client("web1", ID, "10.0.0.8"));
    assertThat(node("web1").address()).isEqualTo("10.0.0.8");
    assertThat(node("web1").meta()).containsEntry("m", "1");
  }

  @Test
  void keeps_what_a_new_node_said_of_itself_while_it_was_looked_at() {
    var before = leader.store.snapshot();
    Node own = new Node(ID, "web1", "10.0.0.7", "dc1", Map.of("lan", "x"), Map.of("m", "1"), 0, 0);
    leader
        .server
        .writes()
        .propose(new CatalogCommand.Register(own, false, Optional.empty(), List.of()))
        .join();
    CatalogEntry.changes(before, Pool.client("web1", ID, "10.0.0.7"), "dc1")
        .forEach(change -> leader.server.writes().propose(change).join());
    assertThat(node("web1").meta()).containsEntry("m", "1");
    assertThat(health("web1")).isEqualTo("passing");
  }

  @Test
  void gives_a_name_to_the_machine_that_has_it_now() {
    pool.put(Pool.client("web1", ID, "10.0.0.7"));
    pool.put(Pool.client("web1", OTHER_ID, "10.0.0.9"));
    assertThat(node("web1").id()).isEqualTo(OTHER_ID);
    assertThat(health("web1")).isEqualTo("passing");
  }

  @Test
  void follows_a_machine_to_its_new_name() {
    pool.put(Pool.client("web1", ID, "10.0.0.7"));
    pool.forget("web1");
    pool.put(Pool.client("web2", ID, "10.0.0.7"));
    assertThat(found("web1")).isEmpty();
    assertThat(node("web2").id()).isEqualTo(ID);
  }

  @Test
  void is_not_written_when_it_says_so_already() {
    pool.put(Pool.client("web1", ID, "10.0.0.7"));
    long index = leader.store.snapshot().index();
    leader.log.lead(false);
    leader.log.lead(true);
    leader.time.advance(Duration.ofMinutes(10));
    assertThat(leader.store.snapshot().index()).isEqualTo(index);
  }

  @Test
  void gives_a_node_the_pool_does_not_know_time_to_turn_up() {
    pool.put(Pool.client("web1", ID, "10.0.0.7"));
    pool.forget("web1");
    leader.time.advance(Duration.ofSeconds(50));
    assertThat(health("web1")).isEqualTo("passing");
    leader.time.advance(Duration.ofSeconds(130));
    assertThat(health("web1")).isEqualTo("critical");
    leader.time.advance(Duration.ofHours(73));
    assertThat(found("web1")).isEmpty();
  }

  @Test
  void leaves_nodes_alone_that_no_agent_runs_on() {
    Node external = new Node("", "external", "192.0.2.1", "dc1", null, null, 0, 0);
    leader
        .server
        .writes()
        .propose(new CatalogCommand.Register(external, false, Optional.empty(), List.of()))
        .join();
    leader.time.advance(Duration.ofHours(100));
    assertThat(found("external")).isPresent();
  }

  @Test
  void is_brought_up_to_date_when_the_log_takes_commands_again() {
    leader.log.failWith(Reason.STORAGE);
    pool.put(Pool.client("web1", ID, "10.0.0.7"));
    assertThat(found("web1")).isEmpty();
    leader.log.failWith(null);
    leader.time.advance(Duration.ofSeconds(2));
    assertThat(found("web1")).isPresent();
  }

  @Test
  void is_another_servers_to_keep_when_that_one_leads() {
    leader.log.lead(false);
    pool.put(Pool.client("web1", ID, "10.0.0.7"));
    leader.time.advance(Duration.ofMinutes(5));
    assertThat(found("web1")).isEmpty();
  }

  private Optional<Node> found(String name) {
    return CatalogQueries.node(leader.store.snapshot(), WatchSet.NONE, name)
        .value()
        .map(CatalogQueries.NodeServices::node);
  }

  private Node node(String name) {
    return found(name).orElseThrow();
  }

  private String health(String name) {
    return CatalogQueries.nodeChecks(leader.store.snapshot(), WatchSet.NONE, name).value().stream()
        .filter(check -> check.id().equals(Check.SERF_HEALTH))
        .map(Check::status)
        .findFirst()
        .orElse("none");
  }
}
