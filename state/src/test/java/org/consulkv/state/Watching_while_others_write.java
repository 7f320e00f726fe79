package org.consulkv.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.consulkv.runtime.Bytes;
import org.consulkv.state.codec.CommandCodec;
import org.consulkv.state.kv.Key;
import org.consulkv.state.kv.KvCommand;
import org.consulkv.state.kv.KvEntry;
import org.consulkv.state.kv.KvQueries;
import org.junit.jupiter.api.Test;

/// With real threads: whoever waits is told, however reads and writes fall together.
class Watching_while_others_write {
  private static final int WRITES = 5_000;

  private final Store store = new Store();

  @Test
  void misses_nothing_that_was_acknowledged() throws Exception {
    try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> reading = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        reading.add(readers.submit(() -> follow(false)));
        reading.add(readers.submit(() -> follow(true)));
      }
      for (int i = 1; i <= WRITES; i++) {
        if (i % 3 == 0) {
          apply(new KvCommand.Delete(Key.of("watched/key")));
        }
        apply(new KvCommand.Set(Key.of("watched/other" + i % 7), Bytes.utf8("x" + i), 0));
        apply(new KvCommand.Set(Key.of("watched/key"), Bytes.utf8("" + i), 0));
      }
      for (Future<?> done : reading) {
        done.get();
      }
    }
  }

  /// Reads until it saw the last value, sleeping only while it waits for a change.
  private void follow(boolean list) {
    Semaphore woken = new Semaphore(0);
    long index = 0;
    while (true) {
      WatchSet watches = new WatchSet();
      Snapshot snapshot = store.snapshot();
      Key key = Key.of("watched/key");
      Indexed<?> answer =
          list
              ? KvQueries.list(snapshot, watches, Key.of("watched/k"))
              : KvQueries.get(snapshot, watches, key);
      assertThat(answer.index()).isGreaterThanOrEqualTo(index);
      index = answer.index();
      Optional<KvEntry> entry = KvQueries.get(snapshot, WatchSet.NONE, key).value();
      if (entry.isPresent() && entry.get().value().toUtf8().equals("" + WRITES)) {
        return;
      }
      watches.onChange(woken::release);
      woken.acquireUninterruptibly();
    }
  }

  private void apply(KvCommand command) {
    store.apply(List.of(CommandCodec.encode(command)));
  }
}
