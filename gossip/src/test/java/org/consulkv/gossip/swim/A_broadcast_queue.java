package org.consulkv.gossip.swim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class A_broadcast_queue {
  private final BroadcastQueue<String> queue = new BroadcastQueue<>();
  private final List<String> done = new ArrayList<>();

  @Test
  void tells_each_message_so_many_times() {
    add("a", 10);

    assertThat(queue.take(2, 100, 3)).containsExactly("a");
    assertThat(queue.take(2, 100, 3)).containsExactly("a");
    assertThat(done).isEmpty();
    assertThat(queue.take(2, 100, 3)).containsExactly("a");
    assertThat(done).containsExactly("a");
    assertThat(queue.take(2, 100, 3)).isEmpty();
  }

  @Test
  void tells_first_what_was_told_least() {
    add("old", 50);
    queue.take(2, 60, 9);
    add("new", 50);

    assertThat(queue.take(2, 60, 9)).containsExactly("new");
  }

  @Test
  void replaces_news_about_the_same_subject() {
    queue.add("n1", "n1 is suspect", 10, () -> done.add("suspect"));
    queue.add("n1", "n1 is alive", 10, () -> done.add("alive"));

    assertThat(done).containsExactly("suspect");
    assertThat(queue.take(2, 100, 1)).containsExactly("n1 is alive");
    assertThat(queue.size()).isZero();
  }

  @Test
  void fills_the_room_with_what_fits() {
    add("small", 20);
    add("large", 90);
    add("medium", 40);

    assertThat(queue.take(2, 70, 9)).containsExactly("medium", "small");
    assertThat(queue.takenBytes()).isEqualTo(64);
  }

  @Test
  void forgets_what_was_told_most_when_it_is_full() {
    add("told", 10);
    queue.take(2, 100, 9);
    for (int i = 0; i < 4096; i++) {
      add("m" + i, 10);
    }

    assertThat(queue.size()).isEqualTo(4096);
    assertThat(done).containsExactly("told");
  }

  private void add(String message, int bytes) {
    queue.add(null, message, bytes, () -> done.add(message));
  }
}
