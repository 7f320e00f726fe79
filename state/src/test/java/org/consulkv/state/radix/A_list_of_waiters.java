package org.consulkv.state.radix;

import static org.assertj.core.api.Assertions.assertThat;

import org.consulkv.runtime.Bytes;
import org.consulkv.state.WatchSet;
import org.junit.jupiter.api.Test;

class A_list_of_waiters {
  private static final Bytes KEY = Bytes.utf8("key");
  private static final Bytes MISSING = Bytes.utf8("missing");

  private RadixTree<Long> tree = put(RadixTree.empty(Long::longValue), KEY, 1);

  @Test
  void forgets_those_who_gave_up() {
    for (int i = 0; i < 10_000; i++) {
      wait(KEY, () -> {}).cancel();
    }
    Leaf<Long> leaf = tree.leaf(KEY.shared());
    assertThat(leaf).isNotNull();
    assertThat(leaf == null ? 0 : leaf.listed()).isLessThan(100);
  }

  @Test
  void keeps_those_who_did_not() {
    int[] fired = {0};
    for (int i = 0; i < 1_000; i++) {
      wait(KEY, () -> fired[0]++);
      wait(KEY, () -> fired[0]++).cancel();
    }
    put(tree, KEY, 2);
    assertThat(fired[0]).isEqualTo(1_000);
  }

  @Test
  void for_a_missing_key_is_gone_with_the_last_of_them() {
    Watching one = wait(MISSING, () -> {});
    Watching two = wait(MISSING, () -> {});
    one.cancel();
    assertThat(tree.arrivals.size()).isEqualTo(1);
    two.cancel();
    assertThat(tree.arrivals.size()).isZero();
  }

  @Test
  void is_not_disturbed_by_neighbours_of_a_missing_key() {
    int[] fired = {0};
    wait(MISSING, () -> fired[0]++);
    tree = put(tree, Bytes.utf8("missing2"), 2);
    tree = put(tree, Bytes.utf8("missin"), 3);
    tree = put(tree, Bytes.utf8("m"), 4);
    assertThat(fired[0]).isZero();
    tree = put(tree, MISSING, 5);
    assertThat(fired[0]).isEqualTo(1);
  }

  @Test
  void fires_once_whatever_the_number_of_its_places() {
    int[] fired = {0};
    WatchSet watches = new WatchSet();
    tree.get(KEY, watches);
    tree.get(MISSING, watches);
    tree.scan(Bytes.EMPTY, watches);
    watches.onChange(() -> fired[0]++);
    tree = put(tree, KEY, 2);
    tree = put(tree, MISSING, 3);
    assertThat(fired[0]).isEqualTo(1);
    assertThat(tree.arrivals.size()).isZero();
  }

  private Watching wait(Bytes key, Runnable action) {
    WatchSet watches = new WatchSet();
    tree.get(key, watches);
    return watches.onChange(action);
  }

  private static RadixTree<Long> put(RadixTree<Long> tree, Bytes key, long value) {
    RadixTxn<Long> txn = tree.edit();
    txn.put(key, value);
    RadixTree<Long> next = txn.commit();
    txn.announce(next);
    return next;
  }
}
