package org.consulkv.state.txn;

import org.consulkv.runtime.Bytes;
import org.consulkv.state.catalog.Check;
import org.consulkv.state.catalog.Node;
import org.consulkv.state.catalog.Service;
import org.consulkv.state.kv.Key;

/// One operation of a transaction.
public sealed interface TxnOp {

  /// Whether the operation may change something.
  boolean writes();

  /// An operation on a key.
  ///
  /// @param index the expected ModifyIndex, for the verbs that compare it
  /// @param session the session as the client wrote it, or empty
  record Kv(KvVerb verb, Key key, Bytes value, long flags, long index, String session)
      implements TxnOp {
    @Override
    public boolean writes() {
      return verb.writes();
    }
  }

  /// An operation on a node; `modifyIndex` of the node is the expected index of cas verbs.
  record OnNode(CatalogVerb verb, Node node) implements TxnOp {
    @Override
    public boolean writes() {
      return verb.writes();
    }
  }

  /// An operation on a service of the node it names; its `modifyIndex` is the expected index.
  record OnService(CatalogVerb verb, Service service) implements TxnOp {
    @Override
    public boolean writes() {
      return verb.writes();
    }
  }

  /// An operation on a check of the node it names; its `modifyIndex` is the expected index.
  record OnCheck(CatalogVerb verb, Check check) implements TxnOp {
    @Override
    public boolean writes() {
      return verb.writes();
    }
  }

  /// An operation of a kind or verb this release does not know. It always fails.
  ///
  /// @param kind `KV`, `Node`, `Service` or `Check`
  record UnknownVerb(String kind, String verb) implements TxnOp {
    @Override
    public boolean writes() {
      return true;
    }
  }
}
