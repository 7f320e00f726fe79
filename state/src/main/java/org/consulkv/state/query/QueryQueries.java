package org.consulkv.state.query;

import java.util.List;
import java.util.Optional;
import org.consulkv.state.Indexed;
import org.consulkv.state.View;
import org.consulkv.state.WatchSet;

/// What can be asked of the prepared queries. Every answer reports the table's index.
public final class QueryQueries {
  /// No template is found by more characters than this: each costs a look-up.
  private static final int LONGEST_PREFIX = 512;

  private QueryQueries() {}

  /// `GET /v1/query/:id`.
  public static Indexed<Optional<PreparedQuery>> get(View view, WatchSet watches, QueryId id) {
    return view.indexed(index(view), view.first(QueryTable.ID, id, watches));
  }

  /// `GET /v1/query`, in the order of the ids.
  public static Indexed<List<PreparedQuery>> list(View view, WatchSet watches) {
    return view.indexed(index(view), view.everything(QueryTable.ID, watches).toList());
  }

  /// The query for a name: the one of that very name, else the template with the longest name that
  /// it begins with. Names are compared without case.
  public static Optional<PreparedQuery> named(View view, String name) {
    PreparedQuery found = view.all(QueryTable.NAME, name, WatchSet.NONE).next();
    int length = Math.min(name.length(), LONGEST_PREFIX);
    while (found == null && length >= 0) {
      String prefix = name.substring(0, length);
      found = view.all(QueryTable.TEMPLATE, prefix, WatchSet.NONE).next();
      length--;
    }
    return Optional.ofNullable(found);
  }

  private static long index(View view) {
    return view.lastIndex(QueryTable.TABLE);
  }
}
