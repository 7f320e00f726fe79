package org.consulkv.server.query;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.consulkv.server.ApiException;
import org.consulkv.server.OneServer;
import org.consulkv.state.query.PreparedQuery;
import org.consulkv.state.query.PreparedQuery.Failover;
import org.consulkv.state.query.PreparedQuery.Target;
import org.consulkv.state.query.PreparedQuery.Template;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class A_prepared_query_that_may_not_be {
  private final OneServer one = new OneServer();
  private final PreparedQueries queries = one.server.queries();
  private final long before = one.store.snapshot().index();

  @AfterEach
  void changes_nothing() {
    org.assertj.core.api.Assertions.assertThat(one.store.snapshot().index()).isEqualTo(before);
  }

  @Test
  void has_neither_a_name_nor_a_session() {
    refused("", Target.of("a"), "", Template.NONE, "Must be bound to a session");
  }

  @Test
  void names_no_service() {
    refused("x", Target.of(""), "", Template.NONE, "Must provide a Service name to query");
  }

  @Test
  void looks_in_fewer_than_no_datacenters() {
    Target target =
        new Target("a", new Failover(-1, null, null), false, null, "", null, null, null, false);
    refused("x", target, "", Template.NONE, "Bad NearestN '-1', must be >= 0");
  }

  @Test
  void has_a_bad_time_to_live() {
    Target target = Target.of("a");
    refused("x", target, "x", Template.NONE, "Bad DNS TTL 'x': time: invalid duration \"x\"");
    refused("x", target, "-1s", Template.NONE, "DNS TTL '-1000000000', must be >=0");
  }

  @Test
  void asks_for_meta_that_no_node_can_have() {
    Target target =
        new Target("a", Failover.NONE, false, null, "", null, Map.of("a b", "b"), null, false);
    refused(
        "x",
        target,
        "",
        Template.NONE,
        "Couldn't load metadata pair ('a b', 'b'): Key contains invalid characters");
  }

  @Test
  void has_a_template_that_cannot_be_filled_in() {
    assertThatThrownBy(() -> create("x", Target.of("a"), "", new Template("frob", "", false)))
        .hasMessageEndingWith(
            "raft apply failed: failed compiling template: Bad Template.Type 'frob'");
    assertThatThrownBy(() -> create("x", Target.of("a"), "", prefix("((")))
        .hasMessageEndingWith(
            "raft apply failed: failed compiling template: "
                + "Bad Regexp: error parsing regexp: missing closing ): `((`");
    assertThatThrownBy(() -> create("x", Target.of("${nope}"), "", prefix("")))
        .hasMessageContaining("unknown variable accessed: nope");
    assertThatThrownBy(() -> create("x", Target.of("${name.full"), "", prefix("")))
        .hasMessageContaining("failed compiling template");
  }

  @Test
  void is_changed_though_it_is_not_there() {
    assertThatThrownBy(() -> queries.delete("8b2e5c7a-1111-2222-3333-444455556666").join())
        .hasMessageEndingWith(
            "Cannot modify non-existent prepared query: '8b2e5c7a-1111-2222-3333-444455556666'");
    assertThatThrownBy(() -> queries.delete("nosuch").join())
        .hasMessageEndingWith(
            "Prepared Query lookup failed: failed prepared query lookup: "
                + "index error: UUID must be 36 characters");
  }

  private static Template prefix(String regexp) {
    return new Template(Template.NAME_PREFIX_MATCH, regexp, false);
  }

  private void refused(String name, Target target, String ttl, Template template, String message) {
    assertThatThrownBy(() -> create(name, target, ttl, template))
        .hasCauseInstanceOf(ApiException.class)
        .hasMessageEndingWith("Invalid prepared query: " + message);
  }

  private void create(String name, Target target, String ttl, Template template) {
    var _ =
        queries
            .create(
                new PreparedQuery(queries.unusedId(), name, "", "", target, ttl, template, 0, 0))
            .join();
  }
}
