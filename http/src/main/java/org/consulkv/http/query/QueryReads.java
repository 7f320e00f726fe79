package org.consulkv.http.query;

import java.util.List;
import java.util.Optional;
import org.consulkv.http.reading.Form;
import org.consulkv.http.reading.Found;
import org.consulkv.server.blocking.BlockingQuery;
import org.consulkv.state.Indexed;
import org.consulkv.state.Snapshot;
import org.consulkv.state.WatchSet;
import org.consulkv.state.query.PreparedQuery;
import org.consulkv.state.query.QueryId;
import org.consulkv.state.query.QueryQueries;

/// The questions about prepared queries.
final class QueryReads {
  private static final Form<List<PreparedQuery>> LIST = Form.list(QueryJson::query);

  private QueryReads() {}

  record One(QueryId id, boolean pretty) implements BlockingQuery<Found<List<PreparedQuery>>> {
    @Override
    public Indexed<Found<List<PreparedQuery>>> evaluate(Snapshot snapshot, WatchSet watches) {
      Indexed<Optional<PreparedQuery>> found = QueryQueries.get(snapshot, watches, id);
      List<PreparedQuery> list = found.value().map(List::of).orElse(List.of());
      return new Indexed<>(found.index(), new Found<>(list, LIST, pretty));
    }
  }

  record All(boolean pretty) implements BlockingQuery<Found<List<PreparedQuery>>> {
    @Override
    public Indexed<Found<List<PreparedQuery>>> evaluate(Snapshot snapshot, WatchSet watches) {
      Indexed<List<PreparedQuery>> found = QueryQueries.list(snapshot, watches);
      return new Indexed<>(found.index(), new Found<>(found.value(), LIST, pretty));
    }
  }
}
