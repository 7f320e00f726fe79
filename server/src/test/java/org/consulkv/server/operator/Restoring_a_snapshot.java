package org.consulkv.server.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.consulkv.runtime.LogException.Reason;
import org.consulkv.server.ApiException;
import org.consulkv.server.OneServer;
import org.consulkv.server.blocking.BlockingQuery;
import org.consulkv.server.blocking.Parked;
import org.consulkv.server.blocking.Waiter;
import org.consulkv.state.Indexed;
import org.consulkv.state.Snapshot;
import org.consulkv.state.WatchSet;
import org.consulkv.state.kv.Key;
import org.consulkv.state.kv.KvEntry;
import org.consulkv.state.kv.KvQueries;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Restoring_a_snapshot {
  @TempDir Path spool;

  private final OneServer node = new OneServer();

  private record Get(Key key) implements BlockingQuery<Optional<KvEntry>> {
    @Override
    public Indexed<Optional<KvEntry>> evaluate(Snapshot snapshot, WatchSet watches) {
      return KvQueries.get(snapshot, watches, key);
    }
  }

  @Test
  void brings_the_state_back_and_takes_away_what_came_later() throws IOException {
    for (int i = 0; i < 30_000; i++) {
      node.put("key" + i, "a value that takes some room " + i);
    }
    byte[] archive = save();
    node.put("key7", "changed");
    node.put("later", "x");
    long before = node.store.snapshot().index();

    node.server.snapshots().restore(new ByteArrayInputStream(archive), spool);

    assertThat(value("key7")).isEqualTo("a value that takes some room 7");
    assertThat(node.get("later")).isEmpty();
    assertThat(node.store.snapshot().index()).isGreaterThan(before);
  }

  @Test
  void wakes_everybody_who_waits_even_for_an_index_of_the_future() throws IOException {
    node.put("a", "1");
    byte[] archive = save();
    int[] answers = new int[1];
    Waiter<Optional<KvEntry>> waiter =
        new Waiter<>() {
          @Override
          public Executor executor() {
            return Runnable::run;
          }

          @Override
          public void answer(Indexed<Optional<KvEntry>> result) {
            answers[0]++;
            assertThat(result.index()).isGreaterThan(1);
          }

          @Override
          public void fail(RuntimeException failure) {
            throw failure;
          }
        };
    for (String key : new String[] {"a", "missing"}) {
      Parked parked =
          node.server.blockingQueries().ask(new Get(Key.of(key)), Long.MAX_VALUE, waiter);
      assertThat(parked).isNotEqualTo(Parked.ANSWERED);
    }
    node.server.snapshots().restore(new ByteArrayInputStream(archive), spool);
    assertThat(answers[0]).isEqualTo(2);
    assertThat(node.server.blockingQueries().parked()).isZero();
  }

  @Test
  void changes_nothing_when_the_archive_is_damaged() throws IOException {
    node.put("a", "1");
    byte[] archive = save();
    node.put("a", "2");
    long index = node.store.snapshot().index();
    archive[archive.length / 2] ^= 1;
    InputStream damaged = new ByteArrayInputStream(archive);
    assertThatThrownBy(() -> node.server.snapshots().restore(damaged, spool))
        .isInstanceOf(ApiException.class);
    assertThat(value("a")).isEqualTo("2");
    assertThat(node.store.snapshot().index()).isEqualTo(index);
  }

  @Test
  void is_refused_while_another_one_goes_on() throws IOException {
    node.put("a", "1");
    byte[] archive = save();
    Snapshots snapshots = node.server.snapshots();
    InputStream outer =
        new FilterInputStream(new ByteArrayInputStream(archive)) {
          @Override
          public int read(byte[] buffer, int offset, int length) throws IOException {
            var inner = new ByteArrayInputStream(archive);
            assertThatThrownBy(() -> snapshots.restore(inner, spool))
                .hasMessage("another snapshot is being restored; try again later");
            return super.read(buffer, offset, length);
          }
        };
    snapshots.restore(outer, spool);
    snapshots.restore(new ByteArrayInputStream(archive), spool);
    assertThat(value("a")).isEqualTo("1");
  }

  @Test
  void fails_with_the_reason_when_the_log_refuses() throws IOException {
    node.put("a", "1");
    byte[] archive = save();
    node.log.failWith(Reason.STORAGE);
    InputStream in = new ByteArrayInputStream(archive);
    assertThatThrownBy(() -> node.server.snapshots().restore(in, spool))
        .isInstanceOf(ApiException.class)
        .hasMessageContaining("the log cannot be written");
    node.log.failWith(null);
    node.server.snapshots().restore(new ByteArrayInputStream(archive), spool);
  }

  private byte[] save() throws IOException {
    var out = new ByteArrayOutputStream();
    node.server.snapshots().save().writeTo(out);
    return out.toByteArray();
  }

  private String value(String key) {
    return node.get(key).orElseThrow().value().toUtf8();
  }
}
