package org.consulkv.state.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.consulkv.state.Driver;
import org.consulkv.state.Indexed;
import org.consulkv.state.Outcome;
import org.consulkv.state.Snapshot;
import org.consulkv.state.WatchSet;
import org.consulkv.state.catalog.CatalogCommand.Deregister;
import org.consulkv.state.catalog.CatalogCommand.Register;
import org.consulkv.state.catalog.CatalogQueries.Health;
import org.consulkv.state.catalog.CatalogQueries.NodeServices;
import org.junit.jupiter.api.Test;

class The_catalog {
  private static final String FIRST_ID = "11111111-2222-3333-4444-555555555502";
  private static final String OTHER_ID = "11111111-2222-3333-4444-555555555503";

  private final Driver driver = new Driver();

  @Test
  void keeps_the_index_of_a_node_that_is_registered_as_it_was() {
    driver.register("n1");
    long registered = driver.index();
    driver.register("n1");
    assertThat(nodes())
        .first()
        .satisfies(node -> assertThat(node.modifyIndex()).isEqualTo(registered));
    driver.apply(new Register(at("n1", "10.0.0.9"), false, Optional.empty(), List.of()));
    assertThat(nodes())
        .first()
        .satisfies(node -> {
          assertThat(node.createIndex()).isEqualTo(registered);
          assertThat(node.modifyIndex()).isEqualTo(driver.index());
        });
  }

  @Test
  void finds_names_without_regard_to_case_and_shows_the_last_spelling() {
    driver.register("CaseNode", Service.of("CaseNode", "CaseID", "CaseSvc", 1));
    driver.register("casenode", Service.of("casenode", "caseid", "casesvc", 1));
    NodeServices found = node("CASENODE").value().orElseThrow();
    assertThat(found.node().name()).isEqualTo("casenode");
    assertThat(found.services()).map(Service::id).containsExactly("caseid");
    assertThat(CatalogQueries.services(snapshot(), WatchSet.NONE).value())
        .containsOnlyKeys("casesvc");
  }

  @Test
  void gives_a_service_an_index_that_others_do_not_move() {
    driver.register("n1", Service.of("n1", "web", "web", 1));
    long registered = service("web").index();
    driver.register("n2", Service.of("n2", "db", "db", 1));
    driver.register("n2", Service.of("n2", "db", "db", 1), Check.of("n2", "c", "c", "passing"));
    assertThat(service("web").index()).isEqualTo(registered);
  }

  @Test
  void moves_the_index_of_a_service_with_its_node_its_checks_and_its_node_s_checks() {
    driver.register("n1", Service.of("n1", "web", "web", 1));
    moves(
        () -> driver.apply(new Register(at("n1", "10.0.0.7"), false, Optional.empty(), List.of())));
    moves(() -> driver.register("n1", Driver.check("n1", "sc", "web", "passing")));
    moves(() -> driver.register("n1", Driver.check("n1", "nc", "", "passing")));
    moves(() -> driver.apply(new Deregister("n1", "", "nc")));
    moves(() -> driver.register("n2", Service.of("n2", "web", "web", 1)));
    moves(() -> driver.apply(new Deregister("n2", "web", "")));
    moves(() -> driver.apply(new Deregister("n1", "", "")));
    assertThat(service("web").value()).isEmpty();
  }

  private void moves(Runnable change) {
    int[] woken = {0};
    WatchSet watches = new WatchSet();
    CatalogQueries.health(snapshot(), watches, "WEB");
    assertThat(watches.size()).isEqualTo(1);
    watches.onChange(() -> woken[0]++);
    change.run();
    assertThat(service("web").index()).isEqualTo(driver.index());
    assertThat(woken[0]).isEqualTo(1);
  }

  @Test
  void wakes_who_waits_for_a_service_that_is_not_there() {
    int[] woken = {0};
    WatchSet watches = new WatchSet();
    CatalogQueries.serviceNodes(snapshot(), watches, "web");
    watches.onChange(() -> woken[0]++);
    driver.register("n1", Service.of("n1", "db", "db", 1));
    assertThat(woken[0]).isZero();
    driver.register("n1", Service.of("n1", "web", "web", 1));
    assertThat(woken[0]).isEqualTo(1);
  }

  @Test
  void orders_instances_by_node_and_id() {
    for (String at : List.of("n2 b", "n1 z", "n1 a", "n10 m", "N3 q")) {
      int space = at.indexOf(' ');
      String node = at.substring(0, space);
      driver.register(node, Service.of(node, at.substring(space + 1), "web", 1));
    }
    assertThat(service("web").value())
        .map(health -> health.node().name() + " " + health.service().id())
        .containsExactly("n1 a", "n1 z", "n10 m", "n2 b", "N3 q");
  }

  @Test
  void removes_a_service_with_its_checks_but_not_those_of_the_node() {
    driver.register(
        "n1",
        Service.of("n1", "web", "web", 1),
        Driver.check("n1", "sc", "web", "passing"),
        Driver.check("n1", "nc", "", "passing"));
    assertThat(service("web").value().getFirst().checks())
        .map(Check::id)
        .containsExactly("nc", "sc");
    driver.apply(new Deregister("n1", "web", ""));
    assertThat(CatalogQueries.nodeChecks(snapshot(), WatchSet.NONE, "n1").value())
        .map(Check::id)
        .containsExactly("nc");
    assertThat(CatalogQueries.serviceChecks(snapshot(), WatchSet.NONE, "web").value()).isEmpty();
  }

  @Test
  void registers_everything_or_nothing() {
    assertThat(
            driver.register(
                "n1", Service.of("n1", "web", "web", 1), Driver.check("n1", "c", "none", "")))
        .isEqualTo(new Outcome.Failed("Missing service registration"));
    assertThat(nodes()).isEmpty();
    assertThat(service("web").value()).isEmpty();
  }

  @Test
  void takes_a_check_without_status_for_critical() {
    driver.register("n1", Driver.check("n1", "c", "", ""));
    assertThat(
            CatalogQueries.checksInState(snapshot(), WatchSet.NONE, Optional.of("critical"))
                .value())
        .hasSize(1);
  }

  @Test
  void renames_a_node_whose_id_comes_under_another_name() {
    register(FIRST_ID, "n1");
    long created = nodes().getFirst().createIndex();
    driver.register("n1", Service.of("n1", "web", "web", 1));
    register(FIRST_ID, "n2");
    assertThat(nodes())
        .singleElement()
        .satisfies(node -> {
          assertThat(node.name()).isEqualTo("n2");
          assertThat(node.createIndex()).isEqualTo(created);
        });
    assertThat(service("web").value()).isEmpty();
  }

  @Test
  void gives_a_name_to_another_id_unless_its_owner_is_alive() {
    register(FIRST_ID, "n1");
    register(OTHER_ID, "n1");
    assertThat(nodes()).singleElement().extracting(Node::id).isEqualTo(OTHER_ID);
    driver.apply(
        new Register(
            at("n1", "10.0.0.1"),
            true,
            Optional.empty(),
            List.of(Check.of("n1", Check.SERF_HEALTH, "", Check.PASSING))));
    assertThat(register(FIRST_ID, "n1")).isInstanceOf(Outcome.Failed.class);
  }

  @Test
  void leaves_a_node_as_it_is_if_asked_to() {
    driver.register("n1");
    driver.apply(
        new Register(
            at("n1", "10.0.0.9"), true, Optional.of(Service.of("n1", "w", "w", 1)), List.of()));
    assertThat(nodes().getFirst().address()).isEqualTo("10.0.0.1");
    assertThat(service("w").value()).hasSize(1);
  }

  @Test
  void reports_no_index_of_its_own_for_a_node_that_is_not_there() {
    driver.register("n1");
    assertThat(node("none").index()).isEqualTo(1);
    assertThat(node("n1").index()).isEqualTo(driver.index());
  }

  private Outcome register(String id, String name) {
    Node node = new Node(id, name, "10.0.0.1", "dc1", null, null, 0, 0);
    return driver.apply(new Register(node, false, Optional.empty(), List.of()));
  }

  private static Node at(String name, String address) {
    return new Node("", name, address, "dc1", null, null, 0, 0);
  }

  private Snapshot snapshot() {
    return driver.store.snapshot();
  }

  private Indexed<Optional<NodeServices>> node(String name) {
    return CatalogQueries.node(snapshot(), WatchSet.NONE, name);
  }

  private List<Node> nodes() {
    return CatalogQueries.nodes(snapshot(), WatchSet.NONE).value();
  }

  private Indexed<List<Health>> service(String name) {
    return CatalogQueries.health(snapshot(), WatchSet.NONE, name);
  }
}
