package org.consulkv.http.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.concurrent.atomic.AtomicInteger;
import org.consulkv.server.blocking.BlockingQuery;
import org.consulkv.state.Indexed;
import org.consulkv.state.Snapshot;
import org.consulkv.state.Store;
import org.consulkv.state.WatchSet;
import org.junit.jupiter.api.Test;

class Kept_answers {
  private static final Form<String> FORM = Form.json((json, text) -> json.writeString(text));
  private static final AtomicInteger EVALUATIONS = new AtomicInteger();

  private final Snapshot snapshot = new Store().snapshot();
  private final Answers answers = new Answers();

  private record Question(int number, int bytes) implements BlockingQuery<Found<String>> {
    @Override
    public Indexed<Found<String>> evaluate(Snapshot snapshot, WatchSet watches) {
      EVALUATIONS.incrementAndGet();
      return new Indexed<>(1, new Found<>("x".repeat(bytes), FORM, false));
    }
  }

  @Test
  void are_made_once_for_each_version() {
    Object version = new Object();
    Object later = new Object();
    int before = EVALUATIONS.get();
    Indexed<Found<String>> first = ask(new Question(1, 10), version);
    assertThat(ask(new Question(1, 10), version)).isSameAs(first);
    assertThat(EVALUATIONS.get() - before).isEqualTo(1);
    assertThat(ask(new Question(1, 10), later)).isNotSameAs(first);
    assertThat(EVALUATIONS.get() - before).isEqualTo(2);
  }

  @Test
  void take_no_more_memory_than_they_may() {
    Object version = new Object();
    for (int i = 0; i < 200; i++) {
      ask(new Question(i, 1 << 20), version);
      ask(new Question(0, 1 << 20), version);
      assertThat(answers.keptBytes()).isLessThanOrEqualTo(Answers.LIMIT_BYTES);
    }
    int before = EVALUATIONS.get();
    ask(new Question(0, 1 << 20), version);
    assertThat(EVALUATIONS.get() - before).as("what is asked for often stays").isZero();
  }

  @Test
  void are_not_those_that_are_very_large() {
    ask(new Question(1, Answers.BODY_BYTES + 1), new Object());
    assertThat(answers.keptBytes()).isZero();
  }

  private Indexed<Found<String>> ask(Question question, Object version) {
    return answers.get(question, snapshot, version, UnpooledByteBufAllocator.DEFAULT);
  }
}
