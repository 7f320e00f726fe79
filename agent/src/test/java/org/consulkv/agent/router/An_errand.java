package org.consulkv.agent.router;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.consulkv.runtime.Bytes;
import org.consulkv.runtime.rpc.RpcException.Reason;
import org.consulkv.server.ApiException;
import org.consulkv.server.ErrorKind;
import org.consulkv.testkit.seed.Gen;
import org.consulkv.testkit.seed.SeededTest;
import org.junit.jupiter.api.Test;

class An_errand {
  private final Surroundings around = new Surroundings();
  private final Router router = around.router(1, 100);

  @Test
  void goes_to_the_leader() {
    around.server("s2", "dc1");
    around.leader = Optional.of("s2");

    assertThat(router.toLeader(around.errand(false)).join()).contains(Bytes.utf8("s2"));
  }

  @Test
  void is_done_here_by_the_leader_itself() {
    around.leads = true;

    assertThat(router.toLeader(around.errand(false)).join()).isEmpty();
    assertThat(around.asked).isEmpty();
  }

  @Test
  void is_held_until_there_is_a_leader() {
    around.server("s2", "dc1");
    CompletableFuture<Optional<Bytes>> answer = router.toLeader(around.errand(false));

    around.time.advance(Duration.ofSeconds(3));
    assertThat(answer).isNotDone();

    around.leader = Optional.of("s2");
    around.time.advance(Duration.ofSeconds(1));
    assertThat(answer.join()).contains(Bytes.utf8("s2"));
  }

  @Test
  void goes_to_the_next_leader_when_one_turns_out_not_to_lead() {
    around.server("s2", "dc1");
    around.fails("s1", Reason.NO_LEADER);
    around.leader = Optional.of("s1");
    CompletableFuture<Optional<Bytes>> answer = router.toLeader(around.errand(false));

    around.leader = Optional.of("s2");
    around.time.advance(Duration.ofSeconds(1));

    assertThat(answer.join()).contains(Bytes.utf8("s2"));
  }

  @Test
  void fails_when_it_was_held_long_enough() {
    CompletableFuture<Optional<Bytes>> answer = router.toLeader(around.errand(false));

    around.time.advance(Surroundings.HOLD);

    assertThat(kind(answer)).isEqualTo(ErrorKind.NO_LEADER);
  }

  @Test
  void is_not_done_twice_when_its_answer_is_lost() {
    around.fails("s1", Reason.LOST);
    around.leader = Optional.of("s1");

    CompletableFuture<Optional<Bytes>> answer = router.toLeader(around.errand(false));
    around.time.advance(Duration.ofMinutes(1));

    assertThat(kind(answer)).isEqualTo(ErrorKind.UNKNOWN_OUTCOME);
    assertThat(around.asked).containsExactly("s1");
  }

  @SeededTest
  void goes_to_another_server_when_one_is_silent_and_a_repetition_does_no_harm(Gen gen) {
    Surroundings three = threeServers();
    Router any = three.router(gen.number(), 100);
    three.fails("s1", Reason.LOST);
    three.fails("s2", Reason.UNREACHABLE);

    assertThat(any.toServer(three.errand(true)).join()).isEqualTo(Bytes.utf8("s3"));

    // From now on the one that answered is asked first.
    three.asked.clear();
    assertThat(any.toServer(three.errand(true)).join()).isEqualTo(Bytes.utf8("s3"));
    assertThat(three.asked).containsExactly("s3");
  }

  @Test
  void does_not_go_to_a_server_that_is_known_to_be_dead() {
    Surroundings three = threeServers();
    three.dead("s1");
    three.dead("s3");
    Router any = three.router(1, 100);

    assertThat(any.toServer(three.errand(true)).join()).isEqualTo(Bytes.utf8("s2"));
    assertThat(three.asked).containsExactly("s2");
  }

  @Test
  void is_held_while_no_server_is_known() {
    CompletableFuture<Bytes> answer = router.toServer(around.errand(true));
    around.time.advance(Duration.ofSeconds(2));

    around.server("s1", "dc1");
    around.time.advance(Duration.ofSeconds(1));

    assertThat(answer.join()).isEqualTo(Bytes.utf8("s1"));
  }

  @Test
  void goes_to_the_servers_of_the_datacenter_it_is_for() {
    around.server("s1", "dc1");
    around.server("far", "dc2");

    assertThat(router.knows("dc2")).isTrue();
    assertThat(router.knows("dc3")).isFalse();
    assertThat(router.toDatacenter("dc2", around.errand(true)).join()).isEqualTo(Bytes.utf8("far"));
  }

  @Test
  void gives_up_when_its_sender_does() {
    CompletableFuture<Bytes> open = new CompletableFuture<>();
    around.server("s1", "dc1");
    around.answers.put("s1", () -> open);
    CompletableFuture<Bytes> answer = router.toServer(around.errand(true));

    answer.cancel(false);

    assertThat(open).isCancelled();
  }

  @Test
  void is_refused_at_once_when_too_many_are_held() {
    Router full = around.router(1, 2);
    List<CompletableFuture<Optional<Bytes>>> held =
        List.of(full.toLeader(around.errand(false)), full.toLeader(around.errand(false)));

    assertThat(kind(full.toLeader(around.errand(false)))).isEqualTo(ErrorKind.OVERLOADED);

    around.leads = true;
    around.time.advance(Duration.ofSeconds(1));
    assertThat(held).allSatisfy(one -> assertThat(one.join()).isEmpty());
    assertThat(full.toLeader(around.errand(false)).join()).isEmpty();
  }

  @SeededTest
  void goes_to_all_servers_in_the_course_of_time(Gen gen) {
    Surroundings three = threeServers();
    Router any = three.router(gen.number(), 100);
    Set<Bytes> answered = new HashSet<>();

    for (int minute = 0; minute < 120; minute++) {
      answered.add(any.toServer(three.errand(true)).join());
      three.time.advance(Duration.ofMinutes(1));
    }

    assertThat(answered).hasSize(3);
  }

  private static Surroundings threeServers() {
    Surroundings three = new Surroundings();
    three.server("s1", "dc1");
    three.server("s2", "dc1");
    three.server("s3", "dc1");
    return three;
  }

  private static ErrorKind kind(CompletableFuture<?> answer) {
    try {
      Object found = answer.getNow(null);
      throw new AssertionError("answered with " + found);
    } catch (CompletionException e) {
      return ((ApiException) requireNonNull(e.getCause())).kind();
    }
  }
}
