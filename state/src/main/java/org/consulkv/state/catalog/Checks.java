package org.consulkv.state.catalog;

import java.util.List;
import org.consulkv.state.Index;
import org.consulkv.state.Transaction;
import org.consulkv.state.View;
import org.consulkv.state.WatchSet;
import org.consulkv.state.catalog.CatalogTables.OnNode;
import org.consulkv.state.session.Session;
import org.consulkv.state.session.SessionApply;
import org.consulkv.state.session.SessionTable;

/// Changes to checks, and what they do to sessions.
final class Checks {
  private Checks() {}

  /// Adds or updates a check; an identical update changes nothing. A check that is critical ends
  /// the sessions that depend on it.
  ///
  /// @throws Conflict if there is no such node, or no such service on it
  static void put(Transaction txn, Check given) throws Conflict {
    if (txn.first(CatalogTables.NODE_NAME, given.node()).isEmpty()) {
      throw new Conflict("Missing node registration");
    }
    Check check = given.completed("", null);
    if (!given.serviceId().isEmpty()) {
      Service service =
          txn.first(CatalogTables.SERVICE_ID, new OnNode(given.node(), given.serviceId()))
              .orElseThrow(() -> new Conflict("Missing service registration"));
      check = given.completed(service.name(), service.tags());
    }
    long index = txn.index();
    Check old =
        txn.first(CatalogTables.CHECK_ID, new OnNode(check.node(), check.id())).orElse(null);
    if (old == null) {
      txn.put(CatalogTables.CHECKS, check.at(index, index));
      changed(txn, check);
    } else if (!check.at(old.createIndex(), old.modifyIndex()).equals(old)) {
      txn.put(CatalogTables.CHECKS, check.at(old.createIndex(), index));
      changed(txn, check);
      if (!old.serviceId().equals(check.serviceId())
          || !old.serviceName().equals(check.serviceName())) {
        changed(txn, old);
      }
    }
    if (check.status().equals(Check.CRITICAL)) {
      endSessions(txn, check);
    }
  }

  /// Removes a check, and ends the sessions that depend on it.
  static void remove(Transaction txn, Check check) {
    txn.remove(CatalogTables.CHECKS, check);
    changed(txn, check);
    endSessions(txn, check);
  }

  static List<Check> on(View view, String node) {
    return view.prefix(CatalogTables.CHECK_ID, Index.name(node), WatchSet.NONE).toList();
  }

  /// Everybody who sees the check sees a change.
  private static void changed(Transaction txn, Check check) {
    if (check.serviceId().isEmpty()) {
      Services.changedOn(txn, check.node());
      return;
    }
    Services.changed(txn, check.serviceName());
    // A service that got another name keeps its checks, which remember the old one.
    txn.first(CatalogTables.SERVICE_ID, new OnNode(check.node(), check.serviceId()))
        .map(Service::name)
        .filter(name -> !name.equalsIgnoreCase(check.serviceName()))
        .ifPresent(name -> Services.changed(txn, name));
  }

  private static void endSessions(Transaction txn, Check check) {
    for (Session session : txn.all(SessionTable.NODE, check.node(), WatchSet.NONE).toList()) {
      if (session.dependsOn(check.id())) {
        SessionApply.end(txn, session);
      }
    }
  }
}
