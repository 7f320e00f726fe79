package org.consulkv.http.reading;

import java.util.Iterator;
import java.util.LinkedHashMap;
import org.consulkv.http.Call;
import org.consulkv.http.GoNumbers;
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
    boolean anew = asksAnew(call.header("Cache-Control"));
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

  /// Whether the header asks for a fresh answer.
  private static boolean asksAnew(String header) {
    boolean anew = false;
    for (String directive : header.split(",", 16)) {
      String[] parts = directive.strip().split("=", 2);
      switch (parts[0].strip()) {
        case "must-revalidate" -> anew = true;
        case "max-age" -> anew |= seconds(parts) == 0;
        case "stale-if-error" -> {
          long _ = seconds(parts);
        }
        default -> {} // of no concern here
      }
    }
    return anew;
  }

  private static long seconds(String[] parts) {
    String text = parts.length == 2 ? parts[1].strip() : "";
    if (!GoNumbers.isUnsigned(text)) {
      throw Call.badRequest("Invalid Cache-Control header.");
    }
    return GoNumbers.unsigned(text);
  }
}
