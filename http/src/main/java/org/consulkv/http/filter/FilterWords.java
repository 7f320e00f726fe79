package org.consulkv.http.filter;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The words of a filter: selectors and values. A method gives null, and leaves the text where it
/// was, if what it stands for does not come next.
///
/// ```
/// selector = name { "." name | "[" string "]" }
/// value    = selector | number | string
/// ```
final class FilterWords {
  private final FilterText in;

  FilterWords(FilterText in) {
    this.in = in;
  }

  @Nullable List<String> selector() {
    String first = name();
    if (first == null) {
      return null;
    }
    List<String> path = new ArrayList<>();
    path.add(first);
    for (String part = part(); part != null; part = part()) {
      path.add(part);
    }
    return path;
  }

  /// What a value is compared with, as text.
  @Nullable String value() {
    List<String> selector = selector();
    if (selector != null) {
      return String.join(".", selector);
    }
    String number = number();
    return number == null ? string() : number;
  }

  private @Nullable String name() {
    int start = in.position();
    if (!in.take(CharClass.LETTER)) {
      return null;
    }
    in.takeAll(CharClass.NAME);
    return in.from(start);
  }

  private @Nullable String part() {
    int start = in.position();
    if (in.take(".")) {
      String name = name();
      if (name == null) {
        in.backTo(start);
      }
      return name;
    }
    return in.take("[") ? key() : null;
  }

  private String key() {
    in.skipSpace();
    String key = string();
    if (key == null) {
      throw in.error("index", "Invalid index");
    }
    in.skipSpace();
    if (!in.take("]")) {
      throw in.error("index", "Unclosed index expression");
    }
    return key;
  }

  private @Nullable String number() {
    int start = in.position();
    in.take("-");
    if (!in.take("0")) {
      if (!in.take(CharClass.FIRST_DIGIT)) {
        in.backTo(start);
        return null;
      }
      in.takeAll(CharClass.DIGIT);
    }
    int whole = in.position();
    if (in.take(".")) {
      if (in.take(CharClass.DIGIT)) {
        in.takeAll(CharClass.DIGIT);
      } else {
        in.backTo(whole);
      }
    }
    int end = in.position();
    if (!in.atEnd() && !in.take(CharClass.SPACE) && !in.take(")")) {
      throw in.error("number", "Invalid number literal");
    }
    in.backTo(end);
    return in.from(start);
  }

  private @Nullable String string() {
    if (in.take("`")) {
      int start = in.position();
      for (int c = in.next(); c != '`'; c = in.next()) {
        requireMore(c);
      }
      String raw = in.from(start);
      return raw.substring(0, raw.length() - 1);
    }
    return in.take("\"") ? quoted() : null;
  }

  private String quoted() {
    var text = new StringBuilder();
    for (int c = in.next(); c != '"'; c = in.next()) {
      requireMore(c);
      if (c == '\\') {
        text.appendCodePoint(escaped(in.next()));
      } else if (c == '\n') {
        throw in.error("string", "invalid syntax");
      } else {
        text.append((char) c);
      }
    }
    return text.toString();
  }

  private void requireMore(int c) {
    if (c < 0) {
      throw in.error("string", "Unterminated string literal");
    }
  }

  private int escaped(int c) {
    return switch (c) {
      case 'a' -> 7;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'v' -> 11;
      case '\\', '"' -> c;
      case 'x' -> digits(2);
      case 'u' -> digits(4);
      case 'U' -> digits(8);
      default -> throw in.error("string", "invalid syntax");
    };
  }

  private int digits(int count) {
    long value = 0;
    for (int i = 0; i < count; i++) {
      int digit = Character.digit(in.next(), 16);
      if (digit < 0) {
        throw in.error("string", "invalid syntax");
      }
      value = value * 16 + digit;
    }
    if (value > Character.MAX_CODE_POINT) {
      throw in.error("string", "invalid syntax");
    }
    return (int) value;
  }
}
