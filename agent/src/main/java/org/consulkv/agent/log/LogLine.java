package org.consulkv.agent.log;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// One event of the log, in Consul's two layouts.
///
/// @param module who speaks, as `agent.server`
/// @param details names and values, in order
/// @param trace the stack trace of a bug, with line feeds; empty for everything else
record LogLine(
    Instant time,
    LogLevel level,
    String module,
    String message,
    List<Map.Entry<String, String>> details,
    String trace) {

  private static final DateTimeFormatter TEXT_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXX", Locale.ROOT);
  private static final DateTimeFormatter JSON_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX", Locale.ROOT);

  LogLine {
    details = List.copyOf(details);
  }

  /// `2026-01-01T00:00:00.000Z [INFO] agent: message: key=value` and a line feed.
  String text(ZoneId zone) {
    StringBuilder out = new StringBuilder(160);
    TEXT_TIME.formatTo(time.atZone(zone), out);
    out.append(" [").append(level).append(level.name().length() < 5 ? "]  " : "] ");
    out.append(module).append(": ").append(message);
    String separator = ": ";
    for (Map.Entry<String, String> detail : details) {
      out.append(separator).append(detail.getKey()).append('=').append(word(detail.getValue()));
      separator = " ";
    }
    return out.append('\n').append(trace).toString();
  }

  /// An object with `@level`, `@message`, `@module`, `@timestamp` and the details, and a line feed.
  String json(ZoneId zone) {
    StringBuilder out = new StringBuilder(240);
    out.append("{\"@level\":\"").append(level.name().toLowerCase(Locale.ROOT));
    field(out.append('"'), "@message", message);
    field(out, "@module", module);
    field(out, "@timestamp", JSON_TIME.format(time.atZone(zone)));
    details.forEach(detail -> field(out, detail.getKey(), detail.getValue()));
    if (!trace.isEmpty()) {
      field(out, "stacktrace", trace);
    }
    return out.append("}\n").toString();
  }

  private static void field(StringBuilder out, String name, String value) {
    quote(out.append(','), name);
    quote(out.append(':'), value);
  }

  /// A value as it is, or in quotes where it would not be one word.
  private static String word(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c <= ' ' || c == '"' || c == '=' || c == 0x7f) {
        StringBuilder out = new StringBuilder(value.length() + 8);
        quote(out, value);
        return out.toString();
      }
    }
    return value.isEmpty() ? "\"\"" : value;
  }

  private static void quote(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ' || c == 0x7f) {
            out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
