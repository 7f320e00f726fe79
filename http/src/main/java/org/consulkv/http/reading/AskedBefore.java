package org.consulkv.http.reading;

import java.util.Iterator;
import java.util.LinkedHashMap;
import org.consulkv.http.Call;
import org.consulkv.http.request.QueryString;

/// Which questions were asked with `?cached` before, the latest of them.
///
/// Threading: guarded by its own lock.
final class AskedBefore {
  private static final int LIMIT = 8192;

  private final LinkedHashMap<Object, Boolean> questions = new LinkedHashMap<>(64, 0.75f, true);

  /// What a question's answer is to be called.
  ///
  /// @throws org.consulkv.server.ApiException if `Cache-Control` is malformed
  Cached cached(Call call, Object question) {
    QueryString query = call.query();
    if (query.isEmpty() || !query.has("cached") || !call.api().config().http().useCache()) {
      return Cached.NO;
    }
    boolean anew = CacheControl.of(call.header("Cache-Control")).anew();
    return note(question) && !anew ? Cached.HIT : Cached.MISS;
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
