package org.consulkv.http.reading;

import java.util.Iterator;
import java.util.LinkedHashMap;
import org.consulkv.http.Call;
import org.consulkv.http.Route;
import org.consulkv.http.request.QueryString;

/// Which questions were asked with `?cached` before, the latest of them.
///
/// Threading: guarded by its own lock.
final class AskedBefore {
  private static final int LIMIT = 8192;

  private final LinkedHashMap<Object, Boolean> questions = new LinkedHashMap<>(64, 0.75f, true);

  /// What a question's answer is to be called, and whether it may be one from before the leader was
  /// lost. What is watched may, however old: its readers are told.
  ///
  /// @throws org.consulkv.server.ApiException if `Cache-Control` is malformed
  ReadOptions cached(Call call, ReadOptions options, Object question) {
    QueryString query = call.query();
    if (query.isEmpty() || !query.has("cached") || !call.api().config().http().useCache()) {
      return options;
    }
    CacheControl control = CacheControl.of(call.header("Cache-Control"));
    if (!note(question)) {
      return options.with(Cached.MISS);
    }
    boolean watched = call.route().has(Route.Trait.KEPT_AND_WATCHED);
    return options
        .with(control.anew() ? Cached.MISS : Cached.HIT)
        .withoutLeaderFor(watched ? CacheControl.FOREVER : control.oldest());
  }

  private synchronized boolean note(Object question) {
    boolean known = questions.put(question, true) != null;
    if (questions.size() > LIMIT) {
      Iterator<Object> oldest = questions.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
    return known;
  }
}
