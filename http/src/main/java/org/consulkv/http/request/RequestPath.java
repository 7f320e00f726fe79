package org.consulkv.http.request;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayDeque;
import java.util.Deque;
import org.consulkv.runtime.Bytes;

/// The path of a request, decoded. One character stands for each byte.
///
/// @param text begins with a slash
public record RequestPath(String text) {
  /// Thrown for a target that is no path.
  public static final class Malformed extends Exception {
    Malformed(String target, Exception cause) {
      super("no path: " + target, cause);
    }

    Malformed(String target) {
      super("no path: " + target);
    }
  }

  /// The path of a request line's target, in origin or absolute form.
  public static RequestPath of(String target) throws Malformed {
    int end = target.indexOf('?');
    String path = end < 0 ? target : target.substring(0, end);
    if (!path.startsWith("/")) {
      path = withoutAuthority(path);
    }
    try {
      return new RequestPath(PercentCoding.decode(path, false));
    } catch (PercentCoding.Malformed e) {
      throw new Malformed(target, e);
    }
  }

  private static String withoutAuthority(String path) throws Malformed {
    int scheme = path.indexOf("://");
    if (scheme <= 0) {
      throw new Malformed(path);
    }
    int start = path.indexOf('/', scheme + 3);
    return start < 0 ? "/" : path.substring(start);
  }

  /// What follows the first `from` characters, as bytes.
  public Bytes bytesFrom(int from) {
    return Bytes.owning(PercentCoding.bytes(text.substring(from)));
  }

  /// What follows the first `from` characters, read as UTF-8.
  public String textFrom(int from) {
    return utf8(text.substring(from));
  }

  static String utf8(String bytes) {
    for (int i = 0; i < bytes.length(); i++) {
      if (bytes.charAt(i) > 0x7f) {
        return new String(PercentCoding.bytes(bytes), UTF_8);
      }
    }
    return bytes;
  }

  /// Whether it has a character that cannot be seen: control and format characters, spaces other
  /// than the ASCII one, private use, unassigned.
  public boolean hasUnprintable() {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c > 0x7f) {
        return utf8(text).codePoints().anyMatch(RequestPath::unprintable);
      }
      if (c < 0x20 || c == 0x7f) {
        return true;
      }
    }
    return false;
  }

  private static boolean unprintable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      case Character.SPACE_SEPARATOR -> codePoint != ' ';
      default -> false;
    };
  }

  /// Whether [#cleaned] would change nothing.
  public boolean isClean() {
    for (int i = text.indexOf('/'); i >= 0; i = text.indexOf('/', i + 1)) {
      if (text.startsWith("/", i + 1) || dotSegment(i + 1)) {
        return false;
      }
    }
    return true;
  }

  private boolean dotSegment(int start) {
    int n = text.length();
    int dots = 0;
    while (start + dots < n && text.charAt(start + dots) == '.') {
      dots++;
    }
    int end = start + dots;
    return (dots == 1 || dots == 2) && (end == n || text.charAt(end) == '/');
  }

  /// Without empty segments, `.` and `..`; a final slash stays.
  public RequestPath cleaned() {
    Deque<String> segments = new ArrayDeque<>();
    for (String segment : text.split("/", -1)) {
      if (segment.equals("..")) {
        segments.pollLast();
      } else if (!segment.isEmpty() && !segment.equals(".")) {
        segments.addLast(segment);
      }
    }
    String joined = "/" + String.join("/", segments);
    return new RequestPath(text.endsWith("/") && !joined.equals("/") ? joined + "/" : joined);
  }

  /// As it is written in a URL.
  public String encoded() {
    return PercentCoding.encodePath(text);
  }
}
