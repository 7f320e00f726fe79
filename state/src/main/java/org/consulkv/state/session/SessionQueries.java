package org.consulkv.state.session;

import java.util.List;
import java.util.Optional;
import org.consulkv.state.Indexed;
import org.consulkv.state.View;
import org.consulkv.state.WatchSet;

/// What can be asked of the sessions. Every answer reports the table's index.
public final class SessionQueries {
  private SessionQueries() {}

  /// `GET /v1/session/info/:id`.
  public static Indexed<Optional<Session>> info(View view, WatchSet watches, SessionId id) {
    return view.indexed(index(view), view.first(SessionTable.ID, id, watches));
  }

  /// `GET /v1/session/list`, in the order of the ids.
  public static Indexed<List<Session>> list(View view, WatchSet watches) {
    return view.indexed(index(view), view.everything(SessionTable.ID, watches).toList());
  }

  /// `GET /v1/session/node/:node`, in the order of the ids; names are compared without case.
  public static Indexed<List<Session>> node(View view, WatchSet watches, String node) {
    return view.indexed(index(view), view.all(SessionTable.NODE, node, watches).toList());
  }

  private static long index(View view) {
    return view.lastIndex(SessionTable.TABLE);
  }
}
