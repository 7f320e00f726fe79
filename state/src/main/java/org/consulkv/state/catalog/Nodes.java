package org.consulkv.state.catalog;

import java.util.Optional;
import org.consulkv.state.Transaction;
import org.consulkv.state.WatchSet;
import org.consulkv.state.catalog.CatalogTables.OnNode;
import org.consulkv.state.coordinate.CoordinateApply;
import org.consulkv.state.session.Session;
import org.consulkv.state.session.SessionApply;
import org.consulkv.state.session.SessionTable;
import org.jspecify.annotations.Nullable;

/// Changes to nodes.
final class Nodes {
  private Nodes() {}

  /// Adds or updates a node; an identical update changes nothing. A node whose id is known under
  /// another name is renamed: what was on it is gone.
  ///
  /// @throws Conflict if the name belongs to another node that is alive
  static void put(Transaction txn, Node node) throws Conflict {
    Node sameId = null;
    if (!node.id().isEmpty()) {
      sameId = txn.all(CatalogTables.NODE_ID, node.id(), WatchSet.NONE).next();
    }
    Node sameName = txn.first(CatalogTables.NODE_NAME, node.name()).orElse(null);
    if (sameName != null && differs(sameName, node) && alive(txn, sameName)) {
      throw new Conflict(taken(node, sameName));
    }
    Node old = sameName == null ? sameId : sameName;
    if (sameId != null && !sameId.name().equalsIgnoreCase(node.name())) {
      remove(txn, sameId);
    }
    write(txn, node, old);
  }

  private static void write(Transaction txn, Node given, @Nullable Node old) {
    long index = txn.index();
    if (old == null) {
      txn.put(CatalogTables.NODES, given.at(index, index));
      return;
    }
    Node node = given.id().isEmpty() ? given.withId(old.id()) : given;
    if (!node.at(old.createIndex(), old.modifyIndex()).equals(old)) {
      txn.put(CatalogTables.NODES, node.at(old.createIndex(), index));
      Services.changedOn(txn, node.name());
    }
  }

  /// Removes a node with its services, checks, sessions and coordinates.
  static void remove(Transaction txn, Node node) {
    for (Service service : Services.on(txn, node.name())) {
      Services.remove(txn, service);
    }
    for (Check check : Checks.on(txn, node.name())) {
      Checks.remove(txn, check);
    }
    for (Session session : txn.all(SessionTable.NODE, node.name(), WatchSet.NONE).toList()) {
      SessionApply.end(txn, session);
    }
    CoordinateApply.remove(txn, node.name());
    txn.remove(CatalogTables.NODES, node);
  }

  private static boolean differs(Node old, Node node) {
    return !old.id().isEmpty() && !node.id().isEmpty() && !old.id().equals(node.id());
  }

  private static boolean alive(Transaction txn, Node node) {
    Optional<Check> health =
        txn.first(CatalogTables.CHECK_ID, new OnNode(node.name(), Check.SERF_HEALTH));
    return health.isPresent() && !health.get().status().equals(Check.CRITICAL);
  }

  private static String taken(Node node, Node owner) {
    return "failed inserting node: Error while renaming Node ID: \""
        + node.id()
        + "\": Node name "
        + node.name()
        + " is reserved by node "
        + owner.id()
        + " with name "
        + owner.name()
        + " ("
        + owner.address()
        + ")";
  }
}
