package org.consulkv.http.request;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The parameters behind a request's `?`, in the order in which they were given.
///
/// Threading: immutable, so thread-safe.
public final class QueryString {
  public static final QueryString EMPTY = new QueryString("", new String[0], 0);

  private final String raw;
  private final String[] pairs;
  private final int length;

  private QueryString(String raw, String[] pairs, int length) {
    this.raw = raw;
    this.pairs = pairs;
    this.length = length;
  }

  /// Thrown for a query that cannot be decoded.
  public static final class Malformed extends Exception {
    Malformed(String message) {
      super(message);
    }
  }

  /// The query of a request line's target.
  public static QueryString of(String target) throws Malformed {
    int question = target.indexOf('?');
    if (question < 0 || question == target.length() - 1) {
      return EMPTY;
    }
    String raw = target.substring(question + 1);
    if (raw.indexOf(';') >= 0) {
      throw new Malformed("invalid semicolon separator in query");
    }
    String[] pairs = new String[8];
    int length = 0;
    for (int start = 0; start <= raw.length(); ) {
      int end = raw.indexOf('&', start);
      end = end < 0 ? raw.length() : end;
      if (end > start) {
        if (length == pairs.length) {
          pairs = Arrays.copyOf(pairs, 2 * length);
        }
        int equals = raw.indexOf('=', start);
        boolean bare = equals < 0 || equals > end;
        pairs[length++] = decode(raw.substring(start, bare ? end : equals));
        pairs[length++] = bare ? "" : decode(raw.substring(equals + 1, end));
      }
      start = end + 1;
    }
    return new QueryString(raw, pairs, length);
  }

  private static String decode(String text) throws Malformed {
    try {
      return RequestPath.utf8(PercentCoding.decode(text, true));
    } catch (PercentCoding.Malformed e) {
      throw new Malformed(e.getMessage() == null ? "invalid URL escape" : e.getMessage());
    }
  }

  /// As it was sent, without the question mark.
  public String raw() {
    return raw;
  }

  public boolean isEmpty() {
    return length == 0;
  }

  public boolean has(String name) {
    return position(name) >= 0;
  }

  /// The first value of that name; empty for a bare name or one that is not there.
  public String first(String name) {
    int at = position(name);
    return at < 0 ? "" : pairs[at + 1];
  }

  /// The first value of that name, if the name is there.
  public Optional<String> value(String name) {
    int at = position(name);
    return at < 0 ? Optional.empty() : Optional.of(pairs[at + 1]);
  }

  /// All values of that name.
  public List<String> all(String name) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < length; i += 2) {
      if (pairs[i].equals(name)) {
        values.add(pairs[i + 1]);
      }
    }
    return values;
  }

  private int position(String name) {
    for (int i = 0; i < length; i += 2) {
      if (pairs[i].equals(name)) {
        return i;
      }
    }
    return -1;
  }

  /// All parameters, sorted by name and encoded anew.
  public String canonical() {
    List<String[]> sorted = new ArrayList<>();
    for (int i = 0; i < length; i += 2) {
      sorted.add(new String[] {pairs[i], pairs[i + 1]});
    }
    sorted.sort((a, b) -> a[0].compareTo(b[0]));
    var text = new StringBuilder();
    for (String[] pair : sorted) {
      text.append(text.isEmpty() ? "" : "&")
          .append(escape(pair[0]))
          .append('=')
          .append(escape(pair[1]));
    }
    return text.toString();
  }

  private static String escape(String text) {
    return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
  }
}
