package org.consulkv.state.catalog;

import java.util.List;
import org.consulkv.state.Index;
import org.consulkv.state.Transaction;
import org.consulkv.state.View;
import org.consulkv.state.WatchSet;
import org.consulkv.state.catalog.CatalogTables.OnNode;
import org.consulkv.state.catalog.CatalogTables.ServiceChange;

/// Changes to services, and the indexes of their names.
final class Services {
  /// The row that says when a service last lost its last instance.
  static final String EXTINCTION = "";

  private Services() {}

  /// Adds or updates a service; an identical update changes nothing.
  ///
  /// @throws Conflict if there is no such node
  static void put(Transaction txn, Service service) throws Conflict {
    if (txn.first(CatalogTables.NODE_NAME, service.node()).isEmpty()) {
      throw new Conflict("Missing node registration");
    }
    long index = txn.index();
    Service old =
        txn.first(CatalogTables.SERVICE_ID, new OnNode(service.node(), service.id())).orElse(null);
    if (old == null) {
      txn.put(CatalogTables.SERVICES, service.at(index, index));
    } else if (service.at(old.createIndex(), old.modifyIndex()).equals(old)) {
      return;
    } else {
      txn.put(CatalogTables.SERVICES, service.at(old.createIndex(), index));
      if (!old.name().equalsIgnoreCase(service.name())) {
        changed(txn, old.name());
      }
    }
    changed(txn, service.name());
  }

  /// Removes a service with its checks.
  static void remove(Transaction txn, Service service) {
    for (Check check :
        txn.all(
                CatalogTables.CHECK_NODE_SERVICE,
                new OnNode(service.node(), service.id()),
                WatchSet.NONE)
            .toList()) {
      Checks.remove(txn, check);
    }
    txn.remove(CatalogTables.SERVICES, service);
    changed(txn, service.name());
  }

  static List<Service> on(View view, String node) {
    return view.prefix(CatalogTables.SERVICE_ID, Index.name(node), WatchSet.NONE).toList();
  }

  /// All services of a node are seen to change with it.
  static void changedOn(Transaction txn, String node) {
    for (Service service : on(txn, node)) {
      changed(txn, service.name());
    }
  }

  /// Remembers that something changed that readers of the service see.
  static void changed(Transaction txn, String name) {
    long index = txn.index();
    if (txn.all(CatalogTables.SERVICE_NAME, name, WatchSet.NONE).next() != null) {
      txn.put(CatalogTables.SERVICE_CHANGES, new ServiceChange(name, index));
      return;
    }
    txn.first(CatalogTables.CHANGE_SERVICE, name)
        .ifPresent(gone -> txn.remove(CatalogTables.SERVICE_CHANGES, gone));
    txn.put(CatalogTables.SERVICE_CHANGES, new ServiceChange(EXTINCTION, index));
  }
}
