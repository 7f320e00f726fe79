package org.consulkv.server.session;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.consulkv.runtime.LogException.Reason;
import org.consulkv.server.ApiException;
import org.consulkv.server.OneServer;
import org.consulkv.state.WatchSet;
import org.consulkv.state.session.Session;
import org.consulkv.state.session.SessionQueries;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Sessions_of_one_server {
  private static final Duration TTL = Duration.ofSeconds(10);

  private final OneServer node = new OneServer();
  private final Sessions sessions = node.server.sessions();

  @Test
  void expire_at_twice_their_time_to_live_and_free_their_locks() {
    String id = create("10s", "", Duration.ZERO);
    assertThat(node.lock("a", id)).isTrue();
    node.time.advance(TTL.multipliedBy(2).minusNanos(1));
    assertThat(alive()).containsExactly(id);
    node.time.advance(Duration.ofNanos(1));
    assertThat(alive()).isEmpty();
    assertThat(node.get("a").orElseThrow().session()).isEmpty();
  }

  @Test
  void expire_and_delete_their_keys_when_asked_to() {
    String id = create("10s", "delete", Duration.ZERO);
    node.lock("a", id);
    node.time.advance(TTL.multipliedBy(2));
    assertThat(node.get("a")).isEmpty();
  }

  @Test
  void live_on_while_they_are_renewed() {
    String id = create("10s", "", Duration.ZERO);
    for (int i = 0; i < 50; i++) {
      node.time.advance(Duration.ofSeconds(15));
      assertThat(sessions.renew(id)).isPresent();
    }
    assertThat(alive()).containsExactly(id);
  }

  @Test
  void have_their_whole_time_again_under_a_new_leader() {
    String id = create("10s", "", Duration.ZERO);
    node.time.advance(Duration.ofSeconds(19));
    node.log.lead(false);
    node.time.advance(Duration.ofSeconds(60));
    node.log.lead(true);
    node.time.advance(Duration.ofSeconds(19));
    assertThat(alive()).containsExactly(id);
    node.time.advance(Duration.ofSeconds(1));
    assertThat(alive()).isEmpty();
  }

  @Test
  void are_not_ended_by_what_was_decided_before_another_leader() {
    String id = create("10s", "", Duration.ZERO);
    node.log.failWith(Reason.NO_LEADER);
    node.time.advance(Duration.ofSeconds(20));
    node.log.lead(false);
    node.log.lead(true);
    node.log.failWith(null);
    assertThat(sessions.renew(id)).isPresent();
    node.time.advance(Duration.ofSeconds(19));
    assertThat(alive()).containsExactly(id);
  }

  @Test
  void without_a_time_to_live_do_not_expire() {
    String id = create("", "", Duration.ZERO);
    node.time.advance(Duration.ofDays(365));
    assertThat(alive()).containsExactly(id);
    assertThat(sessions.renew(id)).isPresent();
  }

  @Test
  void keep_the_lock_shut_for_their_lock_delay_when_they_end() {
    String id = create("", "", Duration.ofSeconds(15));
    String other = create("", "", Duration.ZERO);
    node.lock("a", id);
    sessions.destroy(id).join();
    assertThat(node.lock("a", other)).isFalse();
    assertThat(node.put("a", "plain writes are allowed")).isTrue();
    assertThat(node.lock("b", other)).isTrue();
    node.time.advance(Duration.ofSeconds(15).minusNanos(1));
    assertThat(node.lock("a", other)).isFalse();
    node.time.advance(Duration.ofNanos(1));
    assertThat(node.lock("a", other)).isTrue();
  }

  @Test
  void keep_nothing_shut_after_a_release_in_good_order() {
    String id = create("", "", Duration.ofSeconds(15));
    String other = create("", "", Duration.ZERO);
    node.lock("a", id);
    assertThat(node.unlock("a", id)).isTrue();
    sessions.destroy(id).join();
    assertThat(node.lock("a", other)).isTrue();
  }

  @Test
  void have_a_lock_delay_of_a_minute_at_most() {
    String id = create("", "", Duration.ofHours(1));
    assertThat(only().lockDelay()).isEqualTo(Duration.ofSeconds(60));
    sessions.destroy(id).join();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "9s| Invalid Session TTL '9000000000', must be between [10s=24h0m0s]",
        "24h0m1s| Invalid Session TTL '86401000000000', must be between [10s=24h0m0s]",
        "-10s| Invalid Session TTL '-10000000000', must be between [10s=24h0m0s]",
        "10| Session TTL '10' invalid: time: missing unit in duration \"10\"",
      })
  void are_refused_when_their_time_to_live_is_out_of_bounds(String ttl, String message) {
    assertThat(createFuture(ttl, "", Duration.ZERO))
        .failsWithin(0, SECONDS)
        .withThrowableThat()
        .havingCause()
        .isInstanceOf(ApiException.class)
        .withMessage(message);
  }

  @Test
  void are_refused_when_their_behavior_is_unknown() {
    assertThat(createFuture("", "frob", Duration.ZERO))
        .failsWithin(0, SECONDS)
        .withThrowableThat()
        .havingCause()
        .withMessage("Invalid Behavior setting 'frob'");
  }

  @Test
  void are_named_by_uuids_and_by_nothing_else() {
    assertThatThrownBy(() -> sessions.renew("nosuch"))
        .hasMessage("failed session lookup: index error: UUID must be 36 characters");
    assertThat(sessions.destroy("nosuch"))
        .failsWithin(0, SECONDS)
        .withThrowableThat()
        .havingCause()
        .withMessage(
            "apply failed: failed session lookup: index error: UUID must be 36 characters");
    assertThat(sessions.renew("8b2e5c7a-1111-2222-3333-444455556666")).isEmpty();
    assertThat(sessions.destroy("8b2e5c7a-1111-2222-3333-444455556666")).isCompleted();
  }

  @Test
  void that_are_gone_are_timed_no_more() {
    int before = node.time.pending();
    String id = create("10s", "", Duration.ZERO);
    assertThat(node.time.pending()).isEqualTo(before + 1);
    sessions.destroy(id).join();
    assertThat(node.time.pending()).isEqualTo(before);
  }

  private String create(String ttl, String behavior, Duration lockDelay) {
    return createFuture(ttl, behavior, lockDelay).join();
  }

  private CompletableFuture<String> createFuture(String ttl, String behavior, Duration lockDelay) {
    var asked =
        new NewSession("node1", "s", lockDelay, behavior, ttl, List.of(), List.of(), List.of());
    return sessions.create(asked).thenApply(Object::toString);
  }

  private List<String> alive() {
    return SessionQueries.list(node.store.snapshot(), WatchSet.NONE).value().stream()
        .map(session -> session.id().text())
        .toList();
  }

  private Session only() {
    return SessionQueries.list(node.store.snapshot(), WatchSet.NONE).value().getFirst();
  }
}
