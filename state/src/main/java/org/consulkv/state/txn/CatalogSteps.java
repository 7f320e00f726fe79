package org.consulkv.state.txn;

import java.util.Optional;
import org.consulkv.runtime.Invariant;
import org.consulkv.state.Transaction;
import org.consulkv.state.View;
import org.consulkv.state.WatchSet;
import org.consulkv.state.catalog.CatalogApply;
import org.consulkv.state.catalog.CatalogTables;
import org.consulkv.state.catalog.CatalogTables.OnNode;
import org.consulkv.state.catalog.Check;
import org.consulkv.state.catalog.Conflict;
import org.consulkv.state.catalog.Node;
import org.consulkv.state.catalog.Service;
import org.consulkv.state.txn.TxnApply.Step;
import org.consulkv.state.txn.TxnOutcome.OfCheck;
import org.consulkv.state.txn.TxnOutcome.OfNode;
import org.consulkv.state.txn.TxnOutcome.OfService;
import org.consulkv.state.txn.TxnOutcome.Result;

/// Operations on nodes, services and checks within a transaction, with Consul's words for what goes
/// wrong.
final class CatalogSteps {
  private CatalogSteps() {}

  /// What is changed: where it is, what it is called, and what is done to it.
  private interface Subject {
    Optional<? extends Result> find(View view);

    long modifyIndex(View view);

    String name();

    void put(Transaction txn) throws Conflict;

    void remove(Transaction txn);
  }

  static Step node(Transaction txn, TxnOp.OnNode op) {
    if (op.node().name().isEmpty()) {
      return new Step.Failed("Must provide node");
    }
    return change(txn, op.verb(), subject(op.node()), op.node().modifyIndex());
  }

  static Step service(Transaction txn, TxnOp.OnService op) {
    Service service = op.service();
    if (!service.id().isEmpty() && service.name().isEmpty()) {
      return new Step.Failed("Must provide service name with ID");
    }
    Service named = service.id().isEmpty() ? service.withId(service.name()) : service;
    return change(txn, op.verb(), subject(named), service.modifyIndex());
  }

  static Step check(Transaction txn, TxnOp.OnCheck op) {
    return change(txn, op.verb(), subject(op.check()), op.check().modifyIndex());
  }

  static Step read(View view, TxnOp.OnNode op) {
    return get(view, subject(op.node()));
  }

  static Step read(View view, TxnOp.OnService op) {
    return get(view, subject(op.service()));
  }

  static Step read(View view, TxnOp.OnCheck op) {
    return get(view, subject(op.check()));
  }

  private static Step get(View view, Subject subject) {
    Optional<? extends Result> found = subject.find(view);
    return found.isPresent()
        ? Step.of(found.get())
        : new Step.Failed(subject.name() + " doesn't exist");
  }

  private static Step change(
      Transaction txn, CatalogVerb verb, Subject subject, long expectedIndex) {
    return switch (verb) {
      case SET -> set(txn, subject);
      case CAS ->
          subject.modifyIndex(txn) == expectedIndex
              ? set(txn, subject)
              : new Step.Failed("failed to set " + subject.name() + ", index is stale");
      case DELETE -> remove(txn, subject);
      case DELETE_CAS -> {
        long actual = subject.modifyIndex(txn);
        yield actual == 0 || actual == expectedIndex
            ? remove(txn, subject)
            : new Step.Failed("failed to delete " + subject.name() + ", index is stale");
      }
      case GET -> throw new Invariant.Broken("get does not write");
    };
  }

  private static Step set(Transaction txn, Subject subject) {
    try {
      subject.put(txn);
      return Step.of(subject.find(txn).orElseThrow());
    } catch (Conflict conflict) {
      return new Step.Failed(conflict.reason());
    }
  }

  private static Step remove(Transaction txn, Subject subject) {
    subject.remove(txn);
    return Step.NOTHING;
  }

  private static Subject subject(Node node) {
    return new Subject() {
      private Optional<Node> row(View view) {
        return view.first(CatalogTables.NODE_NAME, node.name(), WatchSet.NONE);
      }

      @Override
      public Optional<OfNode> find(View view) {
        return row(view).map(OfNode::new);
      }

      @Override
      public long modifyIndex(View view) {
        return row(view).map(Node::modifyIndex).orElse(0L);
      }

      @Override
      public String name() {
        return "node \"" + node.name() + "\"";
      }

      @Override
      public void put(Transaction txn) throws Conflict {
        CatalogApply.putNode(txn, node);
      }

      @Override
      public void remove(Transaction txn) {
        CatalogApply.removeNode(txn, node.name());
      }
    };
  }

  private static Subject subject(Service service) {
    return new Subject() {
      private Optional<Service> row(View view) {
        OnNode at = new OnNode(service.node(), service.id());
        return view.first(CatalogTables.SERVICE_ID, at, WatchSet.NONE);
      }

      @Override
      public Optional<OfService> find(View view) {
        return row(view).map(OfService::new);
      }

      @Override
      public long modifyIndex(View view) {
        return row(view).map(Service::modifyIndex).orElse(0L);
      }

      @Override
      public String name() {
        return "service \"" + service.id() + "\" on node \"" + service.node() + "\"";
      }

      @Override
      public void put(Transaction txn) throws Conflict {
        CatalogApply.putService(txn, service);
      }

      @Override
      public void remove(Transaction txn) {
        CatalogApply.removeService(txn, service.node(), service.id());
      }
    };
  }

  private static Subject subject(Check check) {
    return new Subject() {
      private Optional<Check> row(View view) {
        OnNode at = new OnNode(check.node(), check.id());
        return view.first(CatalogTables.CHECK_ID, at, WatchSet.NONE);
      }

      @Override
      public Optional<OfCheck> find(View view) {
        return row(view).map(OfCheck::new);
      }

      @Override
      public long modifyIndex(View view) {
        return row(view).map(Check::modifyIndex).orElse(0L);
      }

      @Override
      public String name() {
        return "check \"" + check.id() + "\" on node \"" + check.node() + "\"";
      }

      @Override
      public void put(Transaction txn) throws Conflict {
        CatalogApply.putCheck(txn, check);
      }

      @Override
      public void remove(Transaction txn) {
        CatalogApply.removeCheck(txn, check.node(), check.id());
      }
    };
  }
}
