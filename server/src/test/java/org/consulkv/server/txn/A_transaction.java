package org.consulkv.server.txn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.consulkv.runtime.Bytes;
import org.consulkv.server.ApiException;
import org.consulkv.server.ErrorKind;
import org.consulkv.server.OneServer;
import org.consulkv.server.session.NewSession;
import org.consulkv.state.kv.Key;
import org.consulkv.state.txn.KvVerb;
import org.consulkv.state.txn.TxnOp;
import org.consulkv.state.txn.TxnOutcome;
import org.consulkv.state.txn.TxnOutcome.Failure;
import org.junit.jupiter.api.Test;

class A_transaction {
  private final OneServer node = new OneServer();
  private final Transactions transactions = node.server.transactions();

  @Test
  void may_have_64_operations_and_no_more() {
    assertThat(transactions.check(Collections.nCopies(64, set("a"))).operations()).hasSize(64);
    assertThatThrownBy(() -> transactions.check(Collections.nCopies(65, set("a"))))
        .hasMessage("Transaction contains too many operations (65 > 64)")
        .isInstanceOfSatisfying(
            ApiException.class,
            refused -> assertThat(refused.kind()).isEqualTo(ErrorKind.TOO_LARGE));
  }

  @Test
  void does_all_or_nothing() {
    assertThat(write(set("a"), set("b"))).isInstanceOf(TxnOutcome.Committed.class);
    assertThat(write(set("c"), kv(KvVerb.CHECK_NOT_EXISTS, "a", "")))
        .isEqualTo(new TxnOutcome.RolledBack(List.of(new Failure(1, "key \"a\" exists"))));
    assertThat(node.get("c")).isEmpty();
  }

  @Test
  void does_not_lock_a_key_under_a_lock_delay() {
    String holder = session(Duration.ofSeconds(10));
    String other = session(Duration.ZERO);
    node.lock("a", holder);
    node.server.sessions().destroy(holder).join();

    assertThat(write(set("b"), kv(KvVerb.LOCK, "a", other)))
        .isEqualTo(
            new TxnOutcome.RolledBack(
                List.of(new Failure(1, "failed to lock key \"a\" due to lock delay"))));
    assertThat(node.get("b")).isEmpty();

    node.time.advance(Duration.ofSeconds(10));
    assertThat(write(set("b"), kv(KvVerb.LOCK, "a", other)))
        .isInstanceOf(TxnOutcome.Committed.class);
  }

  private TxnOutcome write(TxnOp... operations) {
    return transactions.write(transactions.check(List.of(operations))).join();
  }

  private String session(Duration lockDelay) {
    var asked = new NewSession("node1", "", lockDelay, "", "", List.of(), List.of(), List.of());
    return node.server.sessions().create(asked).join().text();
  }

  private static TxnOp set(String key) {
    return kv(KvVerb.SET, key, "");
  }

  private static TxnOp kv(KvVerb verb, String key, String session) {
    return new TxnOp.Kv(verb, Key.of(key), Bytes.utf8("v"), 0, 0, session);
  }
}
