package org.consulkv.server.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.consulkv.server.ApiException;
import org.consulkv.server.OneServer;
import org.consulkv.state.catalog.CatalogCommand.Register;
import org.consulkv.state.catalog.Check;
import org.consulkv.state.catalog.Node;
import org.consulkv.state.catalog.Service;
import org.consulkv.state.coordinate.Coordinate;
import org.consulkv.state.coordinate.CoordinateCommand;
import org.consulkv.state.coordinate.NodeCoordinate;
import org.consulkv.state.query.PreparedQuery;
import org.consulkv.state.query.PreparedQuery.Failover;
import org.consulkv.state.query.PreparedQuery.Target;
import org.consulkv.state.query.PreparedQuery.Template;
import org.consulkv.state.query.QueryId;
import org.junit.jupiter.api.Test;

class Executing_a_prepared_query {
  private final OneServer one = new OneServer();
  private final PreparedQueries queries = one.server.queries();

  @Test
  void finds_what_is_not_critical() {
    instances();
    QueryId id = store("q", Target.of("web"));
    assertThat(found("q")).containsExactlyInAnyOrder("passing", "warning");
    assertThat(found(id.text())).containsExactlyInAnyOrder("passing", "warning");
  }

  @Test
  void finds_only_what_passes_if_it_is_asked_to() {
    instances();
    store("q", new Target("web", Failover.NONE, true, null, "", null, null, null, false));
    assertThat(found("q")).containsExactly("passing");
  }

  @Test
  void looks_away_from_checks_that_it_is_told_to_ignore() {
    instances();
    store("q", new Target("web", Failover.NONE, false, List.of("c"), "", null, null, null, false));
    assertThat(found("q")).containsExactlyInAnyOrder("passing", "warning", "critical");
  }

  @Test
  void compares_tags_and_meta() {
    register("n1", List.of("a", "b"), Map.of("v", "1"), Check.PASSING);
    register("n2", List.of("A"), Map.of("v", "2"), Check.PASSING);
    store("tags", tagged("a", "!b"));
    store(
        "meta",
        new Target("web", Failover.NONE, false, null, "", null, null, Map.of("v", "1"), false));
    assertThat(found("tags")).containsExactly("n2");
    assertThat(found("meta")).containsExactly("n1");
  }

  @Test
  void gives_no_more_than_asked_for() {
    instances();
    store("q", Target.of("web"));
    assertThat(execute("q", new ExecuteOptions(1, false, "node1", "", "")).orElseThrow().nodes())
        .hasSize(1);
  }

  @Test
  void gives_another_order_each_time() {
    for (int i = 0; i < 10; i++) {
      register("n" + i, List.of(), Map.of(), Check.PASSING);
    }
    store("q", Target.of("web"));
    assertThat(found("q")).isNotEqualTo(found("q"));
  }

  @Test
  void sorts_by_distance_from_a_node_that_is_named() {
    for (int i = 0; i < 5; i++) {
      register("n" + i, List.of(), Map.of(), Check.PASSING);
      place("n" + i, i);
    }
    store("q", new Target("web", Failover.NONE, false, null, "n4", null, null, null, false));
    assertThat(found("q")).containsExactly("n4", "n3", "n2", "n1", "n0");
    assertThat(near("_agent", "n0")).containsExactly("n0", "n1", "n2", "n3", "n4");
    assertThat(near("_ip", "n4")).startsWith("n0");
  }

  private List<String> near(String near, String agent) {
    return execute("q", new ExecuteOptions(0, false, agent, near, "10.0.0.1"))
        .orElseThrow()
        .nodes()
        .stream()
        .map(health -> health.node().name())
        .toList();
  }

  private void place(String node, double seconds) {
    Coordinate origin = Coordinate.ORIGIN;
    List<Double> vector = new ArrayList<>(origin.vector());
    vector.set(0, seconds);
    Coordinate there = new Coordinate(vector, origin.error(), origin.adjustment(), origin.height());
    one.server
        .writes()
        .propose(new CoordinateCommand.Update(List.of(new NodeCoordinate(node, "", there, 0))))
        .join();
  }

  @Test
  void finds_nothing_without_such_a_query() {
    assertThat(execute("nosuch", ExecuteOptions.of("node1"))).isEmpty();
    assertThat(execute("8b2e5c7a-1111-2222-3333-444455556666", ExecuteOptions.of("node1")))
        .isEmpty();
  }

  @Test
  void fills_in_its_template() {
    Target target =
        new Target(
            "${name.full}",
            new Failover(0, List.of("${agent.segment}", "${name.prefix}"), null),
            false,
            null,
            "",
            List.of("!${match(2)}", "$${name.full}", "${match(9)}"),
            Map.of("a", "${name.suffix}"),
            null,
            false);
    template("geo-", "^geo-(.*?)-?([^\\-]*)$", false, target);
    assertThat(resolve("geo-web").service())
        .isEqualTo(
            new Target(
                "geo-web",
                new Failover(0, List.of("", "geo-"), null),
                false,
                null,
                "",
                List.of("!web", "${name.full}", ""),
                Map.of("a", "web"),
                null,
                false));
  }

  @Test
  void leaves_out_tags_that_became_empty_if_it_is_asked_to() {
    template("", "", true, tagged("${match(1)}", "a"));
    assertThat(resolve("x").service().tags()).containsExactly("a");
  }

  @Test
  void takes_no_template_by_its_id() {
    QueryId id = template("geo-", "", false, Target.of("web"));
    assertThatThrownBy(() -> resolve(id.text()))
        .isInstanceOf(ApiException.class)
        .hasMessage("prepared query templates can only be resolved up by name, not by ID");
  }

  @Test
  void does_not_hang_on_an_expression_that_backtracks_elsewhere() {
    template("a", "^(a+)+$", false, Target.of("${match(1)}"));
    assertThat(resolve("a".repeat(5_000) + "!").service().service()).isEmpty();
  }

  private void instances() {
    for (String status : List.of(Check.PASSING, Check.WARNING, Check.CRITICAL)) {
      register(status, List.of(), Map.of(), status);
    }
  }

  private void register(String node, List<String> tags, Map<String, String> meta, String status) {
    Service service =
        new Service(
            node,
            "web",
            "web",
            "",
            tags,
            "",
            null,
            meta,
            80,
            "",
            Service.Weights.EQUAL,
            false,
            0,
            0);
    Check check = Check.of(node, "c", "c", status);
    one.server
        .writes()
        .propose(
            new Register(
                new Node("", node, "10.0.0.1", "dc1", null, null, 0, 0),
                false,
                Optional.of(service),
                List.of(check)))
        .join();
  }

  private static Target tagged(String... tags) {
    return new Target("web", Failover.NONE, false, null, "", List.of(tags), null, null, false);
  }

  private QueryId store(String name, Target target) {
    return store(name, target, Template.NONE);
  }

  private QueryId template(String name, String regexp, boolean removeEmptyTags, Target target) {
    return store(name, target, new Template(Template.NAME_PREFIX_MATCH, regexp, removeEmptyTags));
  }

  private QueryId store(String name, Target target, Template template) {
    return queries
        .create(new PreparedQuery(queries.unusedId(), name, "", "", target, "", template, 0, 0))
        .join();
  }

  private Optional<Execution> execute(String name, ExecuteOptions options) {
    return queries.execute(one.store.snapshot(), name, options);
  }

  private List<String> found(String name) {
    return execute(name, ExecuteOptions.of("node1")).orElseThrow().nodes().stream()
        .map(health -> health.node().name())
        .toList();
  }

  private PreparedQuery resolve(String name) {
    return PreparedQueries.resolve(one.store.snapshot(), name).orElseThrow();
  }
}
