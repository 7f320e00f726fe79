package org.consulkv.state.kv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.consulkv.runtime.Bytes;
import org.consulkv.state.Command;
import org.consulkv.state.Indexed;
import org.consulkv.state.Outcome;
import org.consulkv.state.Snapshot;
import org.consulkv.state.Store;
import org.consulkv.state.WatchSet;
import org.consulkv.state.codec.CommandCodec;
import org.consulkv.state.session.SessionId;
import org.consulkv.state.session.SessionOutcome;
import org.consulkv.testkit.seed.Gen;
import org.consulkv.testkit.seed.SeededTest;
import org.junit.jupiter.api.BeforeEach;

/// Random commands against the store and a plain sorted map.
class The_key_value_table {
  private Store store = new Store();
  private final KvModel model = new KvModel();

  @BeforeEach
  void registers_the_node_of_the_sessions() {
    store.apply(List.of(CommandCodec.encode(KvGen.NODE)));
    model.index = store.snapshot().index();
  }

  @SeededTest(runs = 400)
  void agrees_with_a_sorted_map(Gen gen) {
    for (int round = 0; round < gen.size(); round++) {
      step(gen);
      agree(gen);
    }
  }

  @SeededTest(runs = 100)
  void is_the_same_after_it_was_written_and_read(Gen gen) throws IOException {
    for (int round = 0; round < gen.size(); round++) {
      step(gen);
      if (gen.onceIn(10)) {
        Store copy = new Store();
        copy.restore(new ByteArrayInputStream(image(store)));
        assertThat(image(copy)).isEqualTo(image(store));
        store = copy;
      }
      agree(gen);
    }
  }

  @SeededTest(runs = 200)
  void wakes_whoever_reads_what_changes(Gen gen) {
    KvGen commands = new KvGen(gen);
    for (int round = 0; round < gen.size(); round++) {
      List<Reader> readers = gen.list(6, () -> new Reader(gen, commands));
      step(gen);
      for (Reader reader : readers) {
        reader.check(store.snapshot());
      }
    }
  }

  /// One who waits for the next index of a question.
  private final class Reader {
    final Key at;
    final boolean list;
    final Indexed<?> before;
    boolean woken;

    Reader(Gen gen, KvGen commands) {
      at = commands.key();
      list = gen.onceIn(2);
      WatchSet watches = new WatchSet();
      before = ask(store.snapshot(), watches);
      watches.onChange(() -> woken = true);
    }

    Indexed<?> ask(Snapshot snapshot, WatchSet watches) {
      return list ? KvQueries.list(snapshot, watches, at) : KvQueries.get(snapshot, watches, at);
    }

    void check(Snapshot snapshot) {
      Indexed<?> now = ask(snapshot, WatchSet.NONE);
      if (!now.value().equals(before.value())) {
        assertThat(woken).as("woken for %s", at).isTrue();
        assertThat(now.index()).as("index of %s", at).isGreaterThan(before.index());
      }
      assertThat(now.index()).as("index of %s", at).isGreaterThanOrEqualTo(before.index());
    }
  }

  /// One entry of the log with up to three commands.
  private void step(Gen gen) {
    KvGen commands = new KvGen(gen);
    List<Command> entry = new ArrayList<>();
    for (int left = 1 + gen.below(3); left > 0; left--) {
      entry.add(commands.command(model.index + entry.size()));
    }
    List<Outcome> outcomes = store.apply(entry.stream().map(CommandCodec::encode).toList());
    for (int i = 0; i < entry.size(); i++) {
      assertThat(answer(outcomes.get(i)))
          .as("%s", entry.get(i))
          .isEqualTo(model.apply(entry.get(i)));
    }
    assertThat(store.snapshot().index()).isEqualTo(model.index);
  }

  private static Object answer(Outcome outcome) {
    return switch (outcome) {
      case KvOutcome.Done done -> true;
      case KvOutcome.Refused refused -> false;
      case SessionOutcome done -> true;
      case Outcome.Failed failed -> failed.message();
      default -> outcome;
    };
  }

  private void agree(Gen gen) {
    Snapshot snapshot = store.snapshot();
    KvGen keys = new KvGen(gen);
    for (int i = 0; i < 4; i++) {
      Key key = keys.key();
      String text = key.text();
      Indexed<Optional<KvEntry>> got = KvQueries.get(snapshot, WatchSet.NONE, key);
      KvModel.Row row = model.rows.get(text);
      assertThat(got.index()).isEqualTo(row == null ? Math.max(1, model.tableIndex) : row.modified);
      assertThat(got.value().map(The_key_value_table::describe))
          .isEqualTo(Optional.ofNullable(row).map(r -> describe(text, r)));

      Indexed<List<KvEntry>> list = KvQueries.list(snapshot, WatchSet.NONE, key);
      assertThat(list.value().stream().map(The_key_value_table::describe))
          .isEqualTo(model.keys(text).stream().map(k -> describe(k, model.row(k))).toList());
      assertThat(list.index()).as("index of prefix %s", text).isEqualTo(model.listIndex(text));

      Indexed<List<Key>> cut =
          KvQueries.keys(snapshot, WatchSet.NONE, key, Optional.of(Bytes.utf8("/")));
      assertThat(cut.index()).isEqualTo(list.index());
      assertThat(cut.value().stream().map(Key::text))
          .isEqualTo(model.keys(text).stream().map(k -> cut(k, text)).distinct().toList());
    }
  }

  private static String cut(String key, String prefix) {
    int at = key.indexOf('/', prefix.length());
    return at < 0 ? key : key.substring(0, at + 1);
  }

  private static String describe(KvEntry entry) {
    return String.join(
        " ",
        entry.key().text(),
        entry.value().toUtf8(),
        "" + entry.flags(),
        "" + entry.lockIndex(),
        entry.session().map(SessionId::text).orElse(""),
        "" + entry.createIndex(),
        "" + entry.modifyIndex());
  }

  private static String describe(String key, KvModel.Row row) {
    return String.join(
        " ",
        key,
        row.value,
        "" + row.flags,
        "" + row.lockIndex,
        row.holder,
        "" + row.created,
        "" + row.modified);
  }

  private static byte[] image(Store store) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    store.capture().writeTo(out);
    return out.toByteArray();
  }
}
