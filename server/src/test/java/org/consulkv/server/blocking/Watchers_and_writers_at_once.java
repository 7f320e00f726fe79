package org.consulkv.server.blocking;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.consulkv.server.OneServer;
import org.consulkv.server.blocking.Questions.Get;
import org.consulkv.state.Indexed;
import org.consulkv.state.kv.KvEntry;
import org.consulkv.testkit.seed.Gen;
import org.consulkv.testkit.seed.SeededTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class Watchers_and_writers_at_once {
  private static final int KEYS = 5;
  private static final int WATCHERS = 200;
  private static final int WRITES = 2_000;
  private static final int LATE = 30_000;

  private final OneServer node = new OneServer();
  private final BlockingQueries queries = node.server.blockingQueries();
  private final List<ExecutorService> loops =
      List.of(Executors.newSingleThreadExecutor(), Executors.newSingleThreadExecutor());
  private final ExecutorService writers = Executors.newFixedThreadPool(2);

  @AfterEach
  void stop() {
    loops.forEach(ExecutorService::shutdownNow);
    writers.shutdownNow();
  }

  /// Asks again after each answer, sometimes giving up a wait first, until it has seen the last
  /// value of its key.
  private final class Watcher implements Waiter<Optional<KvEntry>> {
    private final Executor loop;
    private final String key;
    private final SplittableRandom random;
    private final CountDownLatch done;
    private long seen;
    private boolean finished;

    Watcher(Executor loop, String key, SplittableRandom random, CountDownLatch done) {
      this.loop = loop;
      this.key = key;
      this.random = random;
      this.done = done;
    }

    void ask() {
      Parked parked = queries.ask(Get.of(key), seen, this);
      if (!parked.equals(Parked.ANSWERED) && random.nextInt(4) == 0) {
        loop.execute(() -> {
          if (random.nextBoolean()) {
            parked.expire();
          }
        });
      }
    }

    @Override
    public Executor executor() {
      return loop;
    }

    @Override
    public void answer(Indexed<Optional<KvEntry>> result) {
      assertThat(result.index()).isGreaterThanOrEqualTo(seen);
      seen = result.index();
      String value = result.value().map(entry -> entry.value().toUtf8()).orElse("");
      if (value.equals("last") && !finished) {
        finished = true;
        done.countDown();
      } else if (!finished) {
        loop.execute(this::ask);
      }
    }

    @Override
    public void fail(RuntimeException failure) {
      throw failure;
    }
  }

  @SeededTest(runs = 5)
  void never_miss_the_last_value(Gen gen) throws InterruptedException {
    var random = new SplittableRandom(gen.number());
    var done = new CountDownLatch(WATCHERS);
    for (int i = 0; i < WATCHERS; i++) {
      Executor loop = loops.get(i % loops.size());
      var watcher = new Watcher(loop, "key" + i % KEYS, random.split(), done);
      loop.execute(watcher::ask);
    }
    var written = new CountDownLatch(2);
    for (int w = 0; w < 2; w++) {
      SplittableRandom own = random.split();
      writers.execute(() -> {
        for (int i = 0; i < WRITES; i++) {
          String key = "key" + own.nextInt(KEYS);
          if (own.nextInt(10) == 0) {
            node.delete(key);
          } else {
            node.put(key, "value " + own.nextInt());
          }
        }
        written.countDown();
      });
    }
    assertThat(written.await(60, SECONDS)).isTrue();
    for (int k = 0; k < KEYS; k++) {
      node.put("key" + k, "last");
    }
    assertThat(done.await(60, SECONDS)).as("%d watchers missed it", done.getCount()).isTrue();
    assertThat(queries.parked()).isZero();
    assertThat(queries.groups()).isZero();
  }

  /// Asks for what has just changed, while another's answer to that is under way.
  @Test
  void are_answered_when_they_come_late() throws Exception {
    Executor loop = loops.getFirst();
    Parked first = queries.ask(Get.of("key"), Long.MAX_VALUE, new Asker<>(loop));
    for (int i = 0; i < LATE; i++) {
      long index = node.store.snapshot().index();
      String value = "value " + i;
      Future<Boolean> written = writers.submit(() -> node.put("key", value));
      while (node.store.snapshot().index() == index) {
        Thread.onSpinWait();
      }
      var late = new CompletableFuture<Optional<KvEntry>>();
      queries.ask(Get.of("key"), index, new Late(loop, late));
      assertThat(late.get(20, SECONDS)).as("answer %d", i).isPresent();
      assertThat(written.get(20, SECONDS)).isTrue();
    }
    first.cancel();
    assertThat(queries.groups()).isZero();
  }

  /// Asks for what there is, while another begins to wait for what follows.
  @Test
  void are_answered_when_they_come_as_another_begins_to_wait() throws Exception {
    Executor loop = loops.getFirst();
    for (int i = 0; i < LATE; i++) {
      node.put("key", "value " + i);
      long index = node.store.snapshot().index();
      Future<Parked> first =
          writers.submit(() -> queries.ask(Get.of("key"), index, new Asker<>(loop)));
      while (!first.isDone()) {
        var late = new CompletableFuture<Optional<KvEntry>>();
        queries.ask(Get.of("key"), index - 1, new Late(loop, late));
        assertThat(late.get(20, SECONDS)).as("answer %d", i).isPresent();
      }
      first.get().cancel();
    }
    assertThat(queries.groups()).isZero();
  }

  private record Late(Executor executor, CompletableFuture<Optional<KvEntry>> answer)
      implements Waiter<Optional<KvEntry>> {
    @Override
    public void answer(Indexed<Optional<KvEntry>> result) {
      answer.complete(result.value());
    }

    @Override
    public void fail(RuntimeException failure) {
      answer.completeExceptionally(failure);
    }
  }

  @SeededTest(runs = 3)
  void leave_nothing_behind_when_they_give_up(Gen gen) throws InterruptedException {
    var random = new SplittableRandom(gen.number());
    var turns = new CountDownLatch(loops.size());
    for (ExecutorService loop : loops) {
      SplittableRandom own = random.split();
      loop.execute(() -> {
        List<Parked> parked = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
          var asker = new Asker<Optional<KvEntry>>(loop);
          parked.add(queries.ask(Get.of("key" + own.nextInt(KEYS)), Long.MAX_VALUE, asker));
          if (parked.size() > 50) {
            parked.remove(own.nextInt(parked.size())).cancel();
          }
          if (i % 100 == 0) {
            node.put("key" + own.nextInt(KEYS), "value " + i);
          }
        }
        parked.forEach(Parked::cancel);
        turns.countDown();
      });
    }
    assertThat(turns.await(60, SECONDS)).isTrue();
    assertThat(queries.parked()).isZero();
    assertThat(queries.groups()).isZero();
  }
}
