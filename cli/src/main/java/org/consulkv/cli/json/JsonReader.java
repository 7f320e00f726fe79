package org.consulkv.cli.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads one JSON text (RFC 8259) into texts, [JsonNumber]s, Booleans, [JsonObject]s, lists and
/// null. Threading: one text, one thread.
public final class JsonReader {
  private static final int DEEPEST = 1000;

  private final byte[] text;
  private int next;
  private int depth;

  private JsonReader(byte[] text) {
    this.text = text;
  }

  /// @throws JsonError if the bytes are not one JSON value
  public static @Nullable Object read(byte[] text) {
    JsonReader reader = new JsonReader(text);
    Object value = reader.value();
    if (reader.skipSpace() >= 0) {
      throw reader.unexpected("after top-level value");
    }
    return value;
  }

  private @Nullable Object value() {
    return switch (skipSpace()) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> string();
      case 't' -> literal("true", true);
      case 'f' -> literal("false", false);
      case 'n' -> literal("null", null);
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
      default -> throw unexpected("looking for beginning of value");
    };
  }

  private JsonObject object() {
    enter();
    JsonObject object = new JsonObject();
    if (skipSpace() == '}') {
      leave();
      return object;
    }
    while (true) {
      if (skipSpace() != '"') {
        throw unexpected("looking for beginning of object key string");
      }
      String name = string();
      if (skipSpace() != ':') {
        throw unexpected("after object key");
      }
      next++;
      object.put(name, value());
      int end = skipSpace();
      if (end == '}') {
        leave();
        return object;
      }
      if (end != ',') {
        throw unexpected("after object key:value pair");
      }
      next++;
    }
  }

  private List<@Nullable Object> array() {
    enter();
    List<@Nullable Object> list = new ArrayList<>();
    if (skipSpace() == ']') {
      leave();
      return list;
    }
    while (true) {
      list.add(value());
      int end = skipSpace();
      if (end == ']') {
        leave();
        return list;
      }
      if (end != ',') {
        throw unexpected("after array element");
      }
      next++;
    }
  }

  private void enter() {
    next++;
    depth++;
    if (depth > DEEPEST) {
      throw new JsonError("exceeded max depth");
    }
  }

  private void leave() {
    next++;
    depth--;
  }

  private @Nullable Object literal(String word, @Nullable Object value) {
    for (int i = 1; i < word.length(); i++) {
      next++;
      if (peek() != word.charAt(i)) {
        throw unexpected("in literal " + word + " (expecting '" + word.charAt(i) + "')");
      }
    }
    next++;
    return value;
  }

  private JsonNumber number() {
    int start = next;
    if (peek() == '-') {
      next++;
    }
    if (peek() == '0') {
      next++;
    } else {
      digits("in numeric literal");
    }
    if (peek() == '.') {
      next++;
      digits("after decimal point in numeric literal");
    }
    if (peek() == 'e' || peek() == 'E') {
      next++;
      if (peek() == '+' || peek() == '-') {
        next++;
      }
      digits("in exponent of numeric literal");
    }
    return new JsonNumber(new String(text, start, next - start, StandardCharsets.US_ASCII));
  }

  private void digits(String where) {
    if (!isDigit(peek())) {
      throw unexpected(where);
    }
    while (isDigit(peek())) {
      next++;
    }
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private String string() {
    next++;
    int start = next;
    while (true) {
      int c = peek();
      if (c == '"') {
        String plain = new String(text, start, next - start, StandardCharsets.UTF_8);
        next++;
        return plain;
      }
      if (c == '\\') {
        return escaped(
            new StringBuilder(new String(text, start, next - start, StandardCharsets.UTF_8)));
      }
      if (c < ' ') {
        throw unexpected("in string literal");
      }
      next++;
    }
  }

  private String escaped(StringBuilder string) {
    int start = next;
    while (true) {
      int c = peek();
      if (c == '"' || c == '\\') {
        string.append(new String(text, start, next - start, StandardCharsets.UTF_8));
        next++;
        if (c == '"') {
          return string.toString();
        }
        string.append(escape());
        start = next;
      } else if (c < ' ') {
        throw unexpected("in string literal");
      } else {
        next++;
      }
    }
  }

  private char escape() {
    int c = peek();
    if (c == 'u') {
      next++;
      return hex();
    }
    int at = "\"\\/bfnrt".indexOf(c);
    if (c < 0 || at < 0) {
      throw unexpected("in string escape code");
    }
    next++;
    return "\"\\/\b\f\n\r\t".charAt(at);
  }

  private char hex() {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      int digit = peek() < 0 ? -1 : Character.digit(peek(), 16);
      if (digit < 0) {
        throw unexpected("in \\u hexadecimal character escape");
      }
      value = value * 16 + digit;
      next++;
    }
    return (char) value;
  }

  /// The next byte, or -1 at the end.
  private int peek() {
    return next < text.length ? text[next] & 0xff : -1;
  }

  private int skipSpace() {
    while (next < text.length) {
      int c = text[next];
      if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
        return c & 0xff;
      }
      next++;
    }
    return -1;
  }

  private JsonError unexpected(String where) {
    int c = peek();
    if (c < 0) {
      return new JsonError("unexpected end of JSON input");
    }
    String shown =
        switch (c) {
          case '\'' -> "\\'";
          case '\n' -> "\\n";
          case '\t' -> "\\t";
          case '\r' -> "\\r";
          default -> String.valueOf((char) c);
        };
    return new JsonError("invalid character '" + shown + "' " + where);
  }
}
