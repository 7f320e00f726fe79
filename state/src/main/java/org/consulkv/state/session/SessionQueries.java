package org.consulkv.state.session;

import java.util.List;
import java.util.Optional;
import org.consulkv.state.Indexed;
import org.consulkv.state.Snapshot;
import org.consulkv.state.WatchSet;

/// What can be asked of the sessions. Every answer reports the table's index.
public final class SessionQueries {
  private SessionQueries() {}

  /// `GET /v1/session/info/:id`.
  public static Indexed<Optional<Session>> info(Snapshot snapshot, WatchSet watches, SessionId id) {
    return new Indexed<>(1, Optional.empty());
  }

  /// `GET /v1/session/list`, in the order of the ids.
  public static Indexed<List<Session>> list(Snapshot snapshot, WatchSet watches) {
    return new Indexed<>(1, List.of());
  }

  /// `GET /v1/session/node/:node`, in the order of the ids; names are compared without case.
  public static Indexed<List<Session>> node(Snapshot snapshot, WatchSet watches, String node) {
    return new Indexed<>(1, List.of());
  }
}
