package org.consulkv.http.session;

import java.util.List;
import java.util.Optional;
import org.consulkv.http.reading.Form;
import org.consulkv.http.reading.Found;
import org.consulkv.server.ApiException;
import org.consulkv.server.ErrorKind;
import org.consulkv.server.blocking.BlockingQuery;
import org.consulkv.state.Indexed;
import org.consulkv.state.Snapshot;
import org.consulkv.state.WatchSet;
import org.consulkv.state.session.Session;
import org.consulkv.state.session.SessionId;
import org.consulkv.state.session.SessionQueries;

/// The questions about sessions.
final class SessionReads {
  private static final Form<List<Session>> LIST = Form.json(SessionJson::sessions);

  private SessionReads() {}

  record One(SessionId id, boolean pretty) implements BlockingQuery<Found<List<Session>>> {
    static One of(String id, boolean pretty) {
      SessionId parsed =
          SessionId.parse(id)
              .orElseThrow(() -> new ApiException(ErrorKind.REFUSED, SessionId.MALFORMED));
      return new One(parsed, pretty);
    }

    @Override
    public Indexed<Found<List<Session>>> evaluate(Snapshot snapshot, WatchSet watches) {
      Indexed<Optional<Session>> found = SessionQueries.info(snapshot, watches, id);
      List<Session> list = found.value().map(List::of).orElse(List.of());
      return new Indexed<>(found.index(), new Found<>(list, LIST, pretty));
    }
  }

  record All(boolean pretty) implements BlockingQuery<Found<List<Session>>> {
    @Override
    public Indexed<Found<List<Session>>> evaluate(Snapshot snapshot, WatchSet watches) {
      Indexed<List<Session>> found = SessionQueries.list(snapshot, watches);
      return new Indexed<>(found.index(), new Found<>(found.value(), LIST, pretty));
    }
  }

  record OfNode(String node, boolean pretty) implements BlockingQuery<Found<List<Session>>> {
    @Override
    public Indexed<Found<List<Session>>> evaluate(Snapshot snapshot, WatchSet watches) {
      Indexed<List<Session>> found = SessionQueries.node(snapshot, watches, node);
      return new Indexed<>(found.index(), new Found<>(found.value(), LIST, pretty));
    }
  }
}
