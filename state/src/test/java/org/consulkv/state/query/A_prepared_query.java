package org.consulkv.state.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.consulkv.state.Driver.ALICE;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.consulkv.state.Driver;
import org.consulkv.state.Outcome;
import org.consulkv.state.WatchSet;
import org.consulkv.state.query.PreparedQuery.Failover;
import org.consulkv.state.query.PreparedQuery.Place;
import org.consulkv.state.query.PreparedQuery.Target;
import org.consulkv.state.query.PreparedQuery.Template;
import org.consulkv.state.session.Session.Behavior;
import org.consulkv.state.session.SessionCommand;
import org.junit.jupiter.api.Test;

class A_prepared_query {
  private static final Template PREFIX = new Template(Template.NAME_PREFIX_MATCH, "", false);

  private final Driver driver = new Driver();

  @Test
  void keeps_every_field_in_the_log_and_in_snapshots() throws IOException {
    Target target =
        new Target(
            "web",
            new Failover(2, List.of("dc2"), List.of(new Place("peer", ""), new Place("", "dc3"))),
            true,
            List.of("c"),
            "_agent",
            List.of("a", "!b"),
            Map.of("rack", "1"),
            Map.of(),
            true);
    PreparedQuery query =
        new PreparedQuery(
            id(1), "q", "", "secret", target, "10s", new Template("t", "r", true), 0, 0);
    driver.apply(new QueryCommand.Put(query));
    PreparedQuery stored = query.at(driver.index(), driver.index());
    assertThat(get(1)).contains(stored);
    driver.restore(driver.image());
    assertThat(get(1)).contains(stored);
  }

  @Test
  void keeps_its_create_index_when_it_is_replaced() {
    put(1, "q", "", Template.NONE);
    long created = driver.index();
    put(1, "r", "", Template.NONE);
    assertThat(get(1).orElseThrow())
        .satisfies(query -> {
          assertThat(query.name()).isEqualTo("r");
          assertThat(query.createIndex()).isEqualTo(created);
          assertThat(query.modifyIndex()).isEqualTo(driver.index());
        });
    assertThat(named("q")).isEmpty();
  }

  @Test
  void needs_its_session() {
    assertThat(put(1, "q", "nosuch", Template.NONE))
        .isEqualTo(new Outcome.Failed("invalid session: index error: UUID must be 36 characters"));
    assertThat(put(1, "q", ALICE, Template.NONE))
        .isEqualTo(new Outcome.Failed("invalid session \"" + ALICE + "\""));
  }

  @Test
  void ends_with_its_session() {
    driver.register("node1");
    driver.session(ALICE, "node1", Behavior.RELEASE);
    put(1, "q", ALICE, Template.NONE);
    put(2, "r", "", Template.NONE);
    driver.apply(new SessionCommand.Destroy(Driver.id(ALICE)));
    assertThat(get(1)).isEmpty();
    assertThat(get(2)).isPresent();
  }

  @Test
  void is_found_by_its_very_name_before_any_template() {
    put(1, "", "", PREFIX);
    put(2, "lon", "", PREFIX);
    put(3, "LonExact", "", Template.NONE);
    assertThat(named("lonexact")).map(PreparedQuery::id).contains(id(3));
    assertThat(named("London")).map(PreparedQuery::id).contains(id(2));
    assertThat(named("lon")).map(PreparedQuery::id).contains(id(2));
    assertThat(named("lo")).map(PreparedQuery::id).contains(id(1));
  }

  @Test
  void has_a_name_of_its_own() {
    put(1, "a", "", Template.NONE);
    put(2, "b", "", PREFIX);
    put(3, "", "", PREFIX);
    Outcome taken = new Outcome.Failed("name \"A\" aliases an existing query name");
    assertThat(put(4, "A", "", Template.NONE)).isEqualTo(taken);
    assertThat(put(4, "A", "", PREFIX)).isEqualTo(taken);
    assertThat(put(4, "b", "", Template.NONE)).isInstanceOf(Outcome.Failed.class);
    assertThat(put(4, "", "", PREFIX))
        .isEqualTo(new Outcome.Failed("a query template with an empty name already exists"));
    assertThat(put(1, "a", "", PREFIX)).isEqualTo(new QueryOutcome.Stored(id(1)));
  }

  @Test
  void wakes_who_asks_for_it_or_for_the_list() {
    int[] woken = {0};
    WatchSet one = new WatchSet();
    WatchSet all = new WatchSet();
    QueryQueries.get(driver.store.snapshot(), one, id(1));
    QueryQueries.list(driver.store.snapshot(), all);
    one.onChange(() -> woken[0]++);
    all.onChange(() -> woken[0]++);
    put(2, "q", "", Template.NONE);
    assertThat(woken[0]).isEqualTo(1);
    put(1, "r", "", Template.NONE);
    assertThat(woken[0]).isEqualTo(2);
  }

  private Outcome put(int id, String name, String session, Template template) {
    return driver.apply(
        new QueryCommand.Put(
            new PreparedQuery(id(id), name, session, "", Target.of("web"), "", template, 0, 0)));
  }

  private Optional<PreparedQuery> get(int id) {
    return QueryQueries.get(driver.store.snapshot(), WatchSet.NONE, id(id)).value();
  }

  private Optional<PreparedQuery> named(String name) {
    return QueryQueries.named(driver.store.snapshot(), name);
  }

  private static QueryId id(int number) {
    return QueryId.parse("00000000-0000-4000-8000-00000000000" + number).orElseThrow();
  }
}
