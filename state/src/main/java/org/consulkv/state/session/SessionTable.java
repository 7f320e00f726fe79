package org.consulkv.state.session;

import org.consulkv.state.Index;
import org.consulkv.state.Table;

/// The sessions.
public final class SessionTable {
  private SessionTable() {}

  public static final Index<Session, SessionId> ID =
      Index.unique("id", Session::id, SessionId::encoded);

  /// Sessions by the name of their node.
  public static final Index<Session, String> NODE =
      Index.shared("node", Session::node, Index::name);

  public static final Table<Session> TABLE =
      Table.of(3, "sessions", SessionCodec.SESSION, Session::modifyIndex, ID, NODE);
}
