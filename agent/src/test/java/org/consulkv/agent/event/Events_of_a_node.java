package org.consulkv.agent.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.consulkv.runtime.Bytes;
import org.consulkv.server.ApiException;
import org.consulkv.testkit.time.SeededChance;
import org.junit.jupiter.api.Test;

class Events_of_a_node {
  private final Events events =
      new Events("node1", () -> Map.of("web", List.of("v1")), new SeededChance(1));

  @Test
  void are_listed_oldest_first() {
    fire("a");
    fire("b");
    assertThat(events.list("")).extracting(UserEvent::name).containsExactly("a", "b");
    assertThat(events.list("")).extracting(UserEvent::lamportTime).containsExactly(2L, 3L);
    assertThat(events.list("b")).extracting(UserEvent::name).containsExactly("b");
    assertThat(events.list("B")).isEmpty();
  }

  @Test
  void are_forgotten_beyond_256() {
    for (int i = 0; i < 270; i++) {
      fire("e" + i);
    }
    assertThat(events.list("")).hasSize(256);
    assertThat(events.list("").getFirst().name()).isEqualTo("e14");
  }

  @Test
  void are_told_apart_by_the_index_of_the_last_one() {
    assertThat(Events.index(events.list(""))).isEqualTo(1);
    UserEvent first = fire("a");
    assertThat(Events.index(events.list(""))).isEqualTo(first.index());
    UserEvent second = fire("b");
    assertThat(Events.index(events.list(""))).isEqualTo(second.index());
    assertThat(Events.index(events.list("a"))).isEqualTo(first.index());
    UUID known = UUID.fromString("4f8e3a5c-8d1b-4f3e-9c2a-1d2e3f4a5b6c");
    assertThat(new UserEvent(known, "a", Bytes.EMPTY, "", "", "", 0).index())
        .isEqualTo(0x4f8e3a5c8d1b4f3eL ^ 0x9c2a1d2e3f4a5b6cL);
  }

  @Test
  void are_those_whose_filters_fit() {
    assertThat(receives("^node1$", "", "")).isTrue();
    assertThat(receives("node2", "", "")).isFalse();
    assertThat(receives("", "we", "")).isTrue();
    assertThat(receives("", "db", "")).isFalse();
    assertThat(receives("", "web", "v1")).isTrue();
    assertThat(receives("", "web", "v2")).isFalse();
  }

  @Test
  void have_filters_that_can_be_read() {
    assertThatThrownBy(() -> events.fire("a", Bytes.EMPTY, "((", "", ""))
        .isInstanceOf(ApiException.class)
        .hasMessage("Invalid node filter: error parsing regexp: missing closing ): `((`");
    assertThatThrownBy(() -> events.fire("a", Bytes.EMPTY, "", "", "v1"))
        .hasMessage("Cannot provide tag filter without service filter");
  }

  @Test
  void are_small() {
    assertThatThrownBy(() -> events.fire("a", Bytes.utf8("x".repeat(512)), "", "", ""))
        .hasMessageContaining("512 bytes");
    assertThat(events.list("")).isEmpty();
  }

  @Test
  void are_told_to_listeners_until_they_want_no_more() {
    int[] told = {0};
    Runnable listener = () -> told[0]++;
    events.listen(listener);
    fire("a");
    events.forget(listener);
    fire("b");
    assertThat(told[0]).isEqualTo(1);
  }

  private UserEvent fire(String name) {
    return events.fire(name, Bytes.EMPTY, "", "", "").join();
  }

  private boolean receives(String node, String service, String tag) {
    int before = events.list("").size();
    events.fire("a", Bytes.EMPTY, node, service, tag).join();
    return events.list("").size() > before;
  }
}
