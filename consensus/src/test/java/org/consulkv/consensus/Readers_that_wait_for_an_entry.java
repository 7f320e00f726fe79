package org.consulkv.consensus;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.ratis.server.protocol.TermIndex;
import org.junit.jupiter.api.Test;

class Readers_that_wait_for_an_entry {
  private static final int ENTRIES = 50_000;
  private static final int READERS = 4;

  private final Replica<Long> replica =
      new Replica<>(
          new Journal(),
          failure -> {
            throw new AssertionError(failure);
          });

  /// Readers ask for the entry that is applied at that very moment.
  @Test
  void are_all_woken() throws Exception {
    List<Future<?>> readers = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(READERS)) {
      for (int i = 0; i < READERS; i++) {
        readers.add(threads.submit(this::read));
      }
      for (int index = 0; index <= ENTRIES; index++) {
        replica.pass(TermIndex.valueOf(1, index));
      }
      for (Future<?> reader : readers) {
        reader.get(30, SECONDS);
      }
    }
  }

  private void read() {
    long applied = 0;
    while (applied < ENTRIES) {
      applied = replica.applied().getIndex();
      replica.reached(Math.min(ENTRIES, applied + 1)).orTimeout(20, SECONDS).join();
    }
  }
}
