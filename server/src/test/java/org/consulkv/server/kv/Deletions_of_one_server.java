package org.consulkv.server.kv;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.consulkv.server.OneServer;
import org.consulkv.state.kv.KvQueries;
import org.junit.jupiter.api.Test;

class Deletions_of_one_server {
  private final OneServer node = new OneServer();

  @Test
  void are_forgotten_after_a_quarter_of_an_hour() {
    node.put("a", "1");
    node.delete("a");
    node.time.advance(Duration.ofMinutes(15));
    assertThat(KvQueries.oldestTombstone(node.store.snapshot())).isPresent();
    node.time.advance(Duration.ofSeconds(30));
    assertThat(KvQueries.oldestTombstone(node.store.snapshot())).isEmpty();
  }

  @Test
  void cost_nothing_when_there_are_none() {
    node.put("a", "1");
    long index = node.store.snapshot().index();
    node.time.advance(Duration.ofDays(2));
    assertThat(node.store.snapshot().index()).isEqualTo(index);
  }
}
