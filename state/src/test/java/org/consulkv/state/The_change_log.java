package org.consulkv.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.consulkv.runtime.Bytes;
import org.consulkv.state.codec.CommandCodec;
import org.consulkv.state.kv.Key;
import org.consulkv.state.kv.KvCommand;
import org.consulkv.state.kv.KvEntry;
import org.consulkv.state.kv.KvTable;
import org.consulkv.state.txn.KvVerb;
import org.consulkv.state.txn.TxnCommand;
import org.consulkv.state.txn.TxnOp;
import org.junit.jupiter.api.Test;

class The_change_log {
  private final Store store = new Store(10, 1_000_000);

  @Test
  void has_each_change_with_what_was_before() {
    put("a", "1");
    put("a", "2");
    apply(new KvCommand.Delete(Key.of("a")));
    assertThat(changesOfKeys(1)).containsExactly("null > 1", "1 > 2", "2 > null");
    assertThat(changesOfKeys(3)).containsExactly("2 > null");
  }

  @Test
  void leaves_out_what_changed_nothing() {
    put("a", "1");
    long index = store.snapshot().index();
    put("a", "1");
    apply(
        new TxnCommand(
            List.of(
                new TxnOp.Kv(KvVerb.SET, Key.of("b"), Bytes.EMPTY, 0, 0, ""),
                new TxnOp.UnknownVerb("KV", "frob"))));
    assertThat(store.changes().since(index)).contains(List.of());
  }

  @Test
  void forgets_the_oldest_and_says_so() {
    for (int i = 0; i < 15; i++) {
      put("a", "" + i);
    }
    long index = store.snapshot().index();
    assertThat(store.changes().since(index - 10).orElseThrow()).hasSize(10);
    assertThat(store.changes().since(index - 11)).isEmpty();
  }

  @Test
  void keeps_no_more_than_its_share_of_memory() {
    Store small = new Store(1_000, 10_000);
    for (int i = 0; i < 20; i++) {
      small.apply(
          List.of(
              CommandCodec.encode(
                  new KvCommand.Set(Key.of("a"), Bytes.owning(new byte[1_000 + i]), 0))));
    }
    long index = small.snapshot().index();
    assertThat(small.changes().since(index - 8)).isPresent();
    assertThat(small.changes().since(index - 12)).isEmpty();
  }

  private void put(String key, String value) {
    apply(new KvCommand.Set(Key.of(key), Bytes.utf8(value), 0));
  }

  private void apply(Command command) {
    store.apply(List.of(CommandCodec.encode(command)));
  }

  private List<String> changesOfKeys(long since) {
    return store.changes().since(since).orElseThrow().stream()
        .filter(change -> change.table() == KvTable.TABLE)
        .map(change ->
            value(Optional.ofNullable(change.before()))
                + " > "
                + value(Optional.ofNullable(change.after())))
        .toList();
  }

  private static String value(Optional<Object> row) {
    return row.map(entry -> ((KvEntry) entry).value().toUtf8()).orElse("null");
  }
}
