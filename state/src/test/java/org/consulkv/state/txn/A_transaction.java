package org.consulkv.state.txn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.consulkv.state.Driver.ALICE;
import static org.consulkv.state.Driver.BOB;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.consulkv.runtime.Bytes;
import org.consulkv.state.Driver;
import org.consulkv.state.Outcome;
import org.consulkv.state.WatchSet;
import org.consulkv.state.catalog.Check;
import org.consulkv.state.catalog.Service;
import org.consulkv.state.kv.Key;
import org.consulkv.state.kv.KvEntry;
import org.consulkv.state.kv.KvGen;
import org.consulkv.state.kv.KvQueries;
import org.consulkv.state.session.Session.Behavior;
import org.consulkv.state.txn.TxnOutcome.Committed;
import org.consulkv.state.txn.TxnOutcome.Failure;
import org.consulkv.state.txn.TxnOutcome.RolledBack;
import org.consulkv.testkit.seed.Gen;
import org.consulkv.testkit.seed.SeededTest;
import org.junit.jupiter.api.Test;

class A_transaction {
  private final Driver driver = new Driver();

  @SeededTest(runs = 300)
  void happens_as_a_whole_or_not_at_all(Gen gen) {
    KvGen keys = new KvGen(gen);
    driver.register("node1");
    driver.session(ALICE, "node1", Behavior.RELEASE);
    for (int round = 0; round < gen.size(); round++) {
      AtomicInteger fired = new AtomicInteger();
      WatchSet watches = new WatchSet();
      List<KvEntry> before = KvQueries.list(driver.store.snapshot(), watches, Key.of("")).value();
      watches.onChange(fired::incrementAndGet);
      List<TxnOp> operations = gen.list(5, () -> operation(gen, keys));

      Outcome outcome = driver.apply(new TxnCommand(operations));

      List<KvEntry> after =
          KvQueries.list(driver.store.snapshot(), WatchSet.NONE, Key.of("")).value();
      if (outcome instanceof RolledBack) {
        assertThat(after).isEqualTo(before);
        assertThat(fired).hasValue(0);
      } else {
        assertThat(outcome).isInstanceOf(Committed.class);
        assertThat(fired.get() == 1 || after.equals(before)).isTrue();
        after.stream()
            .filter(entry -> !before.contains(entry))
            .forEach(entry -> assertThat(entry.modifyIndex()).isEqualTo(driver.index()));
      }
    }
  }

  private TxnOp operation(Gen gen, KvGen keys) {
    KvVerb verb = gen.oneOf(KvVerb.values());
    long index = gen.onceIn(2) ? 0 : Math.max(0, driver.index() - gen.below(5));
    return new TxnOp.Kv(verb, keys.key(), Bytes.utf8(gen.text("xy", 1)), 0, index, ALICE);
  }

  @Test
  void sees_what_its_earlier_operations_did() {
    assertThat(run(kv(KvVerb.SET, "a", "1"), kv(KvVerb.GET, "a", "")))
        .isInstanceOfSatisfying(
            Committed.class,
            done ->
                assertThat(done.results())
                    .map(result -> ((TxnOutcome.OfKey) result).entry().value().toUtf8())
                    .containsExactly("", "1"));
  }

  @Test
  void reports_every_operation_that_failed() {
    driver.put("a", "1");
    assertThat(
            failures(
                kv(KvVerb.SET, "b", "1"),
                kv(KvVerb.CAS, "a", "2"),
                kv(KvVerb.GET, "none", ""),
                kv(KvVerb.CHECK_INDEX, "none", ""),
                kv(KvVerb.CHECK_SESSION, "none", ""),
                kv(KvVerb.CHECK_NOT_EXISTS, "a", ""),
                kv(KvVerb.DELETE_CAS, "a", ""),
                new TxnOp.UnknownVerb("KV", "frob")))
        .containsExactly(
            new Failure(1, "failed to set key \"a\", index is stale"),
            new Failure(2, "key \"none\" doesn't exist"),
            new Failure(3, "failed to check index, key \"none\" doesn't exist"),
            new Failure(4, "failed to check session, key \"none\" doesn't exist"),
            new Failure(5, "key \"a\" exists"),
            new Failure(6, "failed to delete key \"a\", index is stale"),
            new Failure(7, "unknown KV verb \"frob\""));
    assertThat(driver.entry("b")).isEmpty();
  }

  @Test
  void locks_and_unlocks_for_sessions_that_exist() {
    driver.register("node1");
    driver.session(ALICE, "node1", Behavior.RELEASE);
    driver.session(BOB, "node1", Behavior.RELEASE);
    driver.lock("a", "1", ALICE);
    assertThat(
            failures(
                kv(KvVerb.LOCK, "a", BOB, 0),
                kv(KvVerb.UNLOCK, "a", BOB, 0),
                kv(KvVerb.LOCK, "a", "", 0),
                kv(KvVerb.LOCK, "a", "nosuch", 0),
                kv(KvVerb.CHECK_SESSION, "a", BOB, 0),
                kv(KvVerb.CHECK_INDEX, "a", ALICE, 3)))
        .map(Failure::what)
        .containsExactly(
            "failed to lock key \"a\", lock is already held",
            "failed to unlock key \"a\", lock isn't held, or is held by another session",
            "missing session",
            "failed session lookup: index error: UUID must be 36 characters",
            "failed session check for key \"a\", current session \""
                + ALICE
                + "\" != \""
                + BOB
                + "\"",
            "failed index check for key \"a\", current modify index " + entryIndex("a") + " != 3");
  }

  @Test
  void says_what_is_wrong_with_catalog_operations() {
    driver.register("n1", Service.of("n1", "web1", "web", 80), Driver.check("n1", "c1", "", ""));
    assertThat(
            failures(
                new TxnOp.OnNode(CatalogVerb.GET, Driver.node("none")),
                new TxnOp.OnNode(CatalogVerb.CAS, Driver.node("n1")),
                new TxnOp.OnNode(CatalogVerb.SET, Driver.node("")),
                new TxnOp.OnService(CatalogVerb.GET, Service.of("n1", "none", "", 0)),
                new TxnOp.OnService(CatalogVerb.SET, Service.of("none", "w", "w", 0)),
                new TxnOp.OnService(CatalogVerb.CAS, Service.of("n1", "web1", "web", 81)),
                new TxnOp.OnService(CatalogVerb.DELETE, Service.of("n1", "web1", "", 0)),
                new TxnOp.OnCheck(CatalogVerb.GET, Driver.check("n1", "none", "", "")),
                new TxnOp.OnCheck(CatalogVerb.SET, Driver.check("none", "x", "", "")),
                new TxnOp.OnCheck(CatalogVerb.SET, Driver.check("n1", "x", "none", "")),
                new TxnOp.OnCheck(CatalogVerb.CAS, Driver.check("n1", "c1", "", ""))))
        .map(Failure::what)
        .containsExactly(
            "node \"none\" doesn't exist",
            "failed to set node \"n1\", index is stale",
            "Must provide node",
            "service \"none\" on node \"n1\" doesn't exist",
            "Missing node registration",
            "failed to set service \"web1\" on node \"n1\", index is stale",
            "Must provide service name with ID",
            "check \"none\" on node \"n1\" doesn't exist",
            "Missing node registration",
            "Missing service registration",
            "failed to set check \"c1\" on node \"n1\", index is stale");
  }

  @Test
  void that_fails_undoes_changes_to_the_catalog() {
    assertThat(
            run(
                new TxnOp.OnNode(CatalogVerb.SET, Driver.node("n1")),
                new TxnOp.OnCheck(CatalogVerb.SET, Driver.check("n1", "c", "", Check.PASSING)),
                kv(KvVerb.GET, "none", "")))
        .isInstanceOf(RolledBack.class);
    assertThat(failures(new TxnOp.OnNode(CatalogVerb.GET, Driver.node("n1")))).hasSize(1);
  }

  private long entryIndex(String key) {
    return driver.entry(key).orElseThrow().modifyIndex();
  }

  private Outcome run(TxnOp... operations) {
    return driver.apply(new TxnCommand(new ArrayList<>(Arrays.asList(operations))));
  }

  private List<Failure> failures(TxnOp... operations) {
    return ((RolledBack) run(operations)).failures();
  }

  private static TxnOp kv(KvVerb verb, String key, String value) {
    return new TxnOp.Kv(verb, Key.of(key), Bytes.utf8(value), 0, 0, "");
  }

  private static TxnOp kv(KvVerb verb, String key, String session, long index) {
    return new TxnOp.Kv(verb, Key.of(key), Bytes.EMPTY, 0, index, session);
  }
}
