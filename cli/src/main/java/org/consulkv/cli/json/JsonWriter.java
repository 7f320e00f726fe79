package org.consulkv.cli.json;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes what [JsonReader] reads, laid out and escaped as Go's `encoding/json` does.
public final class JsonWriter {
  private static final String HEX = "0123456789abcdef";

  private final StringBuilder text = new StringBuilder();
  private final String indent;
  private final boolean compact;
  private int depth;

  private JsonWriter(String indent, boolean compact) {
    this.indent = indent;
    this.compact = compact;
  }

  /// On one line.
  public static String compact(@Nullable Object value) {
    return new JsonWriter("", true).value(value).toString();
  }

  /// A line for each value.
  ///
  /// @param indent what each level adds at the start of a line
  public static String indented(@Nullable Object value, String indent) {
    return new JsonWriter(indent, false).value(value).toString();
  }

  private StringBuilder value(@Nullable Object value) {
    if (value instanceof JsonObject object) {
      object(object);
    } else if (value instanceof List<?> list) {
      array(list);
    } else if (value instanceof JsonNumber number) {
      text.append(number.text());
    } else if (value instanceof String string) {
      string(string);
    } else {
      text.append(value);
    }
    return text;
  }

  private void object(JsonObject object) {
    List<String> names = object.names();
    if (names.isEmpty()) {
      text.append("{}");
      return;
    }
    text.append('{');
    depth++;
    for (int i = 0; i < names.size(); i++) {
      separate(i);
      string(names.get(i));
      text.append(compact ? ":" : ": ");
      value(object.get(names.get(i)));
    }
    depth--;
    line();
    text.append('}');
  }

  private void array(List<?> list) {
    if (list.isEmpty()) {
      text.append("[]");
      return;
    }
    text.append('[');
    depth++;
    for (int i = 0; i < list.size(); i++) {
      separate(i);
      value(list.get(i));
    }
    depth--;
    line();
    text.append(']');
  }

  private void separate(int position) {
    if (position > 0) {
      text.append(',');
    }
    line();
  }

  private void line() {
    if (!compact) {
      text.append('\n').repeat(indent, depth);
    }
  }

  private void string(String string) {
    text.append('"');
    for (int i = 0; i < string.length(); i++) {
      char c = string.charAt(i);
      switch (c) {
        case '"' -> text.append("\\\"");
        case '\\' -> text.append("\\\\");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        case '<', '>', '&', '\u2028', '\u2029' -> unicode(c);
        default -> {
          if (c < ' ') {
            unicode(c);
          } else {
            text.append(c);
          }
        }
      }
    }
    text.append('"');
  }

  private void unicode(char c) {
    text.append("\\u").append(HEX.charAt(c >> 12)).append(HEX.charAt((c >> 8) & 15));
    text.append(HEX.charAt((c >> 4) & 15)).append(HEX.charAt(c & 15));
  }
}
