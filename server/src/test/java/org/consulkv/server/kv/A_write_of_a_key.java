package org.consulkv.server.kv;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.consulkv.runtime.Bytes;
import org.consulkv.runtime.LogException.Reason;
import org.consulkv.server.ApiException;
import org.consulkv.server.ErrorKind;
import org.consulkv.server.OneServer;
import org.consulkv.state.kv.Key;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class A_write_of_a_key {
  private static final String NOBODY = "8b2e5c7a-1111-2222-3333-444455556666";

  private final OneServer node = new OneServer();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nosuch| raft apply failed: failed session lookup: index error: UUID must be 36 characters",
        "''| raft apply failed: missing session",
        NOBODY + "| raft apply failed: invalid session \"" + NOBODY + "\"",
      })
  void that_locks_needs_a_session(String session, String message) {
    assertRefused(
        node.server.kv().lock(Key.of("a"), Bytes.EMPTY, 0, session), ErrorKind.REFUSED, message);
  }

  @Test
  void that_unlocks_for_somebody_else_is_false() {
    assertThat(node.unlock("a", NOBODY)).isFalse();
    assertThat(node.unlock("a", "nosuch")).isFalse();
    assertRefused(
        node.server.kv().unlock(Key.of("a"), Bytes.EMPTY, 0, ""),
        ErrorKind.REFUSED,
        "raft apply failed: missing session");
  }

  @ParameterizedTest
  @CsvSource({"STORAGE, STORAGE", "OVERLOADED, OVERLOADED", "UNKNOWN, UNKNOWN_OUTCOME"})
  void says_why_the_log_refused(Reason reason, ErrorKind kind) {
    node.log.failWith(reason);
    assertThat(put())
        .failsWithin(0, SECONDS)
        .withThrowableThat()
        .havingCause()
        .isInstanceOfSatisfying(
            ApiException.class, refused -> assertThat(refused.kind()).isEqualTo(kind));
  }

  @Test
  void waits_for_a_leader_as_long_as_the_hold_timeout() {
    node.log.lead(false);
    CompletableFuture<Boolean> held = put();
    CompletableFuture<Boolean> refused = put();
    node.time.advance(Duration.ofSeconds(3));
    assertThat(held).isNotDone();
    node.log.lead(true);
    node.time.advance(Duration.ofSeconds(1));
    assertThat(held).isCompletedWithValue(true);
    assertThat(refused).isCompletedWithValue(true);

    node.log.lead(false);
    CompletableFuture<Boolean> late = put();
    node.time.advance(Duration.ofSeconds(7));
    assertRefused(late, ErrorKind.NO_LEADER, "No cluster leader");
  }

  private CompletableFuture<Boolean> put() {
    return node.server.kv().set(Key.of("a"), Bytes.utf8("1"), 0);
  }

  private static void assertRefused(
      CompletableFuture<Boolean> write, ErrorKind kind, String message) {
    assertThat(write)
        .failsWithin(0, SECONDS)
        .withThrowableThat()
        .havingCause()
        .withMessage(message)
        .isInstanceOfSatisfying(
            ApiException.class, refused -> assertThat(refused.kind()).isEqualTo(kind));
  }
}
