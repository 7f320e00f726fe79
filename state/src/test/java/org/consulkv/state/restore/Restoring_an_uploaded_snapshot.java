package org.consulkv.state.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.consulkv.state.Driver.ALICE;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.consulkv.runtime.Bytes;
import org.consulkv.state.Driver;
import org.consulkv.state.Indexed;
import org.consulkv.state.Outcome;
import org.consulkv.state.WatchSet;
import org.consulkv.state.kv.Key;
import org.consulkv.state.kv.KvQueries;
import org.consulkv.state.restore.RestoreCommand.Begin;
import org.consulkv.state.restore.RestoreCommand.Chunk;
import org.consulkv.state.restore.RestoreCommand.Commit;
import org.consulkv.state.session.SessionQueries;
import org.consulkv.testkit.seed.Gen;
import org.consulkv.testkit.seed.SeededTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class Restoring_an_uploaded_snapshot {
  private final Driver source = new Driver();
  private final Driver driver = new Driver();

  @BeforeEach
  void two_states() {
    source.put("a", "from the snapshot");
    for (int i = 0; i < 20; i++) {
      driver.put("a", "before " + i);
    }
    driver.put("b", "before");
  }

  @Test
  void replaces_everything() {
    assertThat(upload(source.image(), 3)).isEqualTo(new RestoreOutcome.Restored());
    assertThat(driver.values()).isEqualTo(source.values());
  }

  @Test
  void lets_no_index_go_back() {
    long before = driver.index();
    Indexed<?> entry = KvQueries.get(driver.store.snapshot(), WatchSet.NONE, Key.of("a"));
    upload(source.image(), 1);
    assertThat(driver.index()).isGreaterThan(before);
    assertThat(KvQueries.get(driver.store.snapshot(), WatchSet.NONE, Key.of("a")).index())
        .isGreaterThan(entry.index());
    long restored = driver.index();
    driver.put("c", "after");
    assertThat(driver.entry("c").orElseThrow().modifyIndex()).isEqualTo(restored + 1);
  }

  @Test
  void goes_on_from_the_snapshot_s_index_if_that_is_greater() {
    for (int i = 0; i < 100; i++) {
      source.put("a", "more " + i);
    }
    long index = source.index();
    upload(source.image(), 1);
    assertThat(driver.index()).isGreaterThanOrEqualTo(index);
    driver.put("a", "after");
    assertThat(driver.entry("a").orElseThrow().modifyIndex()).isGreaterThan(index);
  }

  @Test
  void wakes_everyone() {
    AtomicInteger woken = new AtomicInteger();
    for (String key : new String[] {"a", "b", "missing", ""}) {
      WatchSet get = new WatchSet();
      KvQueries.get(driver.store.snapshot(), get, Key.of(key));
      get.onChange(woken::incrementAndGet);
      WatchSet list = new WatchSet();
      KvQueries.list(driver.store.snapshot(), list, Key.of(key));
      list.onChange(woken::incrementAndGet);
    }
    WatchSet session = new WatchSet();
    SessionQueries.info(driver.store.snapshot(), session, Driver.id(ALICE));
    session.onChange(woken::incrementAndGet);
    upload(source.image(), 1);
    assertThat(woken).hasValue(9);
  }

  @Test
  void survives_a_snapshot_that_Raft_takes_in_the_middle() throws IOException {
    byte[] image = source.image();
    int half = image.length / 2;
    driver.apply(new Begin(7), new Chunk(7, 0, Bytes.copyOf(Arrays.copyOf(image, half))));
    driver.restore(driver.image());
    Bytes rest = Bytes.copyOf(Arrays.copyOfRange(image, half, image.length));
    assertThat(driver.apply(new Chunk(7, 1, rest), new Commit(7, 2)))
        .isEqualTo(new RestoreOutcome.Restored());
    assertThat(driver.values()).isEqualTo(source.values());
  }

  @SeededTest(runs = 200)
  void changes_nothing_if_the_snapshot_is_damaged(Gen gen) {
    byte[] image = source.image();
    if (gen.onceIn(2)) {
      image = Arrays.copyOf(image, gen.below(image.length));
    } else {
      image[gen.below(image.length)] ^= (byte) (1 << gen.below(8));
    }
    assertThat(upload(image, 1 + gen.below(3))).isInstanceOf(Outcome.Failed.class);
    assertThat(driver.value("b")).contains("before");
    assertThat(upload(source.image(), 1)).isEqualTo(new RestoreOutcome.Restored());
  }

  @Test
  void needs_every_part() {
    driver.apply(new Begin(7), new Chunk(7, 1, Bytes.copyOf(source.image())));
    assertThat(driver.apply(new Commit(7, 2)))
        .isEqualTo(new Outcome.Failed("part 0 of the snapshot is missing"));
  }

  @Test
  void is_given_up_when_another_one_begins() {
    driver.apply(new Begin(7), new Begin(8));
    assertThat(driver.apply(new Chunk(7, 0, Bytes.EMPTY))).isInstanceOf(Outcome.Failed.class);
    assertThat(driver.apply(new Commit(7, 0))).isInstanceOf(Outcome.Failed.class);
  }

  private Outcome upload(byte[] image, int chunks) {
    driver.apply(new Begin(7));
    int size = image.length / chunks + 1;
    for (int c = 0; c < chunks; c++) {
      int from = Math.min(image.length, c * size);
      int to = Math.min(image.length, from + size);
      driver.apply(new Chunk(7, c, Bytes.copyOf(Arrays.copyOfRange(image, from, to))));
    }
    return driver.apply(new Commit(7, chunks));
  }
}
