package org.consulkv.server.query;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.function.UnaryOperator;
import org.consulkv.state.query.PreparedQuery;
import org.jspecify.annotations.Nullable;

/// Fills in `${name.full}`, `${name.prefix}`, `${name.suffix}`, `${match(N)}` and
/// `${agent.segment}`; `$${` stands for itself.
///
/// @see "HTTP API, prepared queries, field Template"
final class Interpolation implements UnaryOperator<String> {
  /// A text with a placeholder that means nothing.
  static final class Malformed extends RuntimeException {
    Malformed(String message) {
      super(message);
    }
  }

  private final String prefix;
  private final String full;
  private final @Nullable Matcher match;

  /// @param name as the client wrote it
  /// @param regexp null if the query has none
  Interpolation(PreparedQuery query, String name, @Nullable Pattern regexp) {
    prefix = query.name();
    full = name;
    Matcher matcher = regexp == null ? null : regexp.matcher(name);
    match = matcher != null && matcher.find() ? matcher : null;
  }

  @Override
  public String apply(String text) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    for (int open = text.indexOf("${"); open >= 0; open = text.indexOf("${", at)) {
      if (open > at && text.charAt(open - 1) == '$') {
        out.append(text, at, open - 1).append("${");
        at = open + 2;
        continue;
      }
      int close = text.indexOf('}', open);
      if (close < 0) {
        throw new Malformed("expected closing } after " + open);
      }
      out.append(text, at, open).append(value(text.substring(open + 2, close).strip()));
      at = close + 1;
    }
    return out.append(text, at, text.length()).toString();
  }

  private String value(String expression) {
    return switch (expression) {
      case "name.full" -> full;
      case "name.prefix" -> prefix;
      case "name.suffix" -> full.substring(Math.min(prefix.length(), full.length()));
      case "agent.segment" -> "";
      default -> group(expression);
    };
  }

  private String group(String expression) {
    if (!expression.startsWith("match(") || !expression.endsWith(")")) {
      throw new Malformed("unknown variable accessed: " + expression);
    }
    String number = expression.substring("match(".length(), expression.length() - 1).strip();
    if (number.isEmpty() || number.length() > 4 || !number.chars().allMatch(Character::isDigit)) {
      throw new Malformed("match takes the number of a group, not " + number);
    }
    int group = Integer.parseInt(number);
    if (match == null || group > match.groupCount()) {
      return "";
    }
    String found = match.group(group);
    return found == null ? "" : found;
  }
}
