package org.consulkv.state.catalog;

import org.consulkv.state.Outcome;
import org.consulkv.state.Transaction;
import org.consulkv.state.catalog.CatalogCommand.Deregister;
import org.consulkv.state.catalog.CatalogCommand.Register;
import org.consulkv.state.catalog.CatalogTables.OnNode;

/// Applies catalog commands, and the steps that transactions share with them.
public final class CatalogApply {
  private CatalogApply() {}

  public static Outcome apply(Transaction txn, CatalogCommand command) {
    return switch (command) {
      case Register register -> register(txn, register);
      case Deregister d when !d.serviceId().isEmpty() -> {
        removeService(txn, d.node(), d.serviceId());
        yield CatalogOutcome.DONE;
      }
      case Deregister d when !d.checkId().isEmpty() -> {
        removeCheck(txn, d.node(), d.checkId());
        yield CatalogOutcome.DONE;
      }
      case Deregister d -> {
        removeNode(txn, d.node());
        yield CatalogOutcome.DONE;
      }
    };
  }

  private static Outcome register(Transaction txn, Register register) {
    Transaction.Savepoint before = txn.savepoint();
    try {
      Node node = register.node();
      boolean exists = txn.first(CatalogTables.NODE_NAME, node.name()).isPresent();
      if (!exists || !register.skipNodeUpdate()) {
        Nodes.put(txn, node);
      }
      if (register.service().isPresent()) {
        Services.put(txn, register.service().get());
      }
      for (Check check : register.checks()) {
        Checks.put(txn, check);
      }
      return CatalogOutcome.DONE;
    } catch (Conflict conflict) {
      txn.rollback(before);
      return new Outcome.Failed(conflict.reason());
    }
  }

  public static void putNode(Transaction txn, Node node) throws Conflict {
    Nodes.put(txn, node);
  }

  public static void putService(Transaction txn, Service service) throws Conflict {
    Services.put(txn, service);
  }

  public static void putCheck(Transaction txn, Check check) throws Conflict {
    Checks.put(txn, check);
  }

  public static void removeNode(Transaction txn, String name) {
    txn.first(CatalogTables.NODE_NAME, name).ifPresent(node -> Nodes.remove(txn, node));
  }

  public static void removeService(Transaction txn, String node, String id) {
    txn.first(CatalogTables.SERVICE_ID, new OnNode(node, id))
        .ifPresent(service -> Services.remove(txn, service));
  }

  public static void removeCheck(Transaction txn, String node, String id) {
    txn.first(CatalogTables.CHECK_ID, new OnNode(node, id))
        .ifPresent(check -> Checks.remove(txn, check));
  }
}
