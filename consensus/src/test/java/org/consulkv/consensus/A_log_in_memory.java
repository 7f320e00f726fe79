package org.consulkv.consensus;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.consulkv.runtime.Bytes;
import org.consulkv.runtime.Invariant;
import org.consulkv.runtime.LogException;
import org.consulkv.runtime.LogException.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class A_log_in_memory {
  private final Journal journal = new Journal();
  private final CompletableFuture<Throwable> fatal = new CompletableFuture<>();
  private final LogLimits limits = new LogLimits(100, 4, 1000, 1, 8, 500);
  private final MemoryLog<Long> log =
      new MemoryLog<>("n1", "127.0.0.1:8300", journal, fatal::complete, limits);

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void gives_each_proposer_the_outcome_of_its_command() {
    assertThat(propose("a").join()).isEqualTo(1);
    assertThat(propose("b").join()).isEqualTo(2);
    assertThat(journal.commands()).containsExactly("a", "b");
  }

  @Test
  void leads_at_once_and_needs_no_round_to_read() throws Exception {
    var leads = new CompletableFuture<Boolean>();
    log.onLeadership(leads::complete);
    assertThat(leads.get(5, SECONDS)).isTrue();
    assertThat(log.readBarrier()).isCompleted();
    assertThat(log.status().leads()).isTrue();
    assertThat(log.status().leader()).contains("n1");
  }

  @Test
  void counts_entries() {
    propose("a").join();
    propose("b").join();
    assertThat(log.status().appliedIndex()).isEqualTo(2);
    assertThat(log.status().commitIndex()).isEqualTo(2);
  }

  @Test
  void lets_commands_that_wait_share_the_next_entry_in_order() throws Exception {
    CountDownLatch gate = holdApply();
    List<CompletableFuture<Long>> outcomes =
        IntStream.range(0, 7).mapToObj(i -> propose("c" + i)).toList();
    gate.countDown();
    for (int i = 0; i < outcomes.size(); i++) {
      assertThat(outcomes.get(i).get(5, SECONDS)).isEqualTo(i + 1);
    }
    assertThat(journal.entrySizes()).containsExactly(1, 4, 2);
  }

  @Test
  void refuses_more_commands_than_its_queue_holds() throws Exception {
    CountDownLatch gate = holdApply();
    var outcomes = new ArrayList<CompletableFuture<Long>>();
    for (int i = 0; i < 9; i++) { // one is being applied and eight wait
      outcomes.add(propose("c" + i));
    }
    assertThat(reasonOf(propose("too many"))).isEqualTo(Reason.OVERLOADED);
    gate.countDown();
    for (CompletableFuture<Long> outcome : outcomes) {
      outcome.get(5, SECONDS);
    }
    assertThat(journal.commands()).hasSize(9).doesNotContain("too many");
  }

  @Test
  void refuses_more_bytes_than_its_queue_holds() {
    CountDownLatch gate = holdApply();
    var outcomes = new ArrayList<>(List.of(propose("first")));
    for (int i = 0; i < 5; i++) {
      outcomes.add(propose("x".repeat(100)));
    }
    assertThat(reasonOf(propose("x"))).isEqualTo(Reason.OVERLOADED);
    gate.countDown();
    assertThat(outcomes).allMatch(outcome -> outcome.join() > 0);
  }

  @Test
  void refuses_a_command_longer_than_an_entry_may_be() {
    assertThat(reasonOf(propose("x".repeat(101)))).isEqualTo(Reason.TOO_LARGE);
    assertThat(propose("x".repeat(100)).join()).isEqualTo(1);
  }

  @Test
  void stops_and_tells_the_node_when_applying_fails() throws Exception {
    journal.beforeApply(() -> Invariant.check(false, "broken"));
    CompletableFuture<Long> lost = propose("a");
    assertThat(fatal.get(5, SECONDS)).isInstanceOf(Invariant.Broken.class);
    assertThat(reasonOf(lost)).isEqualTo(Reason.UNKNOWN);
    assertThat(reasonOf(propose("b"))).isEqualTo(Reason.NO_LEADER);
  }

  @Test
  void leaves_the_outcome_unknown_of_what_is_in_flight_when_it_closes() {
    CountDownLatch gate = holdApply();
    CompletableFuture<Long> inFlight = propose("a");
    CompletableFuture<Long> waiting = propose("b");
    log.close();
    assertThat(reasonOf(inFlight)).isEqualTo(Reason.UNKNOWN);
    assertThat(reasonOf(waiting)).isEqualTo(Reason.NO_LEADER);
    gate.countDown();
  }

  private CompletableFuture<Long> propose(String command) {
    return log.propose(Bytes.utf8(command));
  }

  private CountDownLatch holdApply() {
    var gate = new CountDownLatch(1);
    journal.beforeApply(() -> {
      try {
        gate.await();
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
    });
    return gate;
  }

  private static Reason reasonOf(CompletableFuture<?> failed) {
    var thrown = new CompletableFuture<Reason>();
    assertThatThrownBy(() -> failed.orTimeout(5, SECONDS).join())
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfSatisfying(LogException.class, e -> thrown.complete(e.reason()));
    return thrown.join();
  }
}
