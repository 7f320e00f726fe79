package org.consulkv.agent.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.event.KeyValuePair;

/// Turns Logback's events into lines.
final class Events {
  private Events() {}

  /// @param modules modules by the start of the logger's name
  static LogLine line(ILoggingEvent event, Map<String, String> modules) {
    List<Map.Entry<String, String>> details = new ArrayList<>();
    List<KeyValuePair> pairs = event.getKeyValuePairs();
    if (pairs != null) {
      pairs.forEach(pair -> details.add(Map.entry(pair.key, String.valueOf(pair.value))));
    }
    String trace = "";
    IThrowableProxy thrown = event.getThrowableProxy();
    if (thrown != null) {
      String message = thrown.getMessage();
      details.add(
          Map.entry(
              "error", message == null || message.isEmpty() ? thrown.getClassName() : message));
      trace = event.getLevel() == Level.ERROR ? ThrowableProxyUtil.asString(thrown) : "";
    }
    return new LogLine(
        event.getInstant(),
        level(event.getLevel()),
        module(event.getLoggerName(), modules),
        event.getFormattedMessage(),
        details,
        trace);
  }

  private static LogLevel level(Level level) {
    return switch (level.toInt()) {
      case Level.ERROR_INT -> LogLevel.ERROR;
      case Level.WARN_INT -> LogLevel.WARN;
      case Level.INFO_INT -> LogLevel.INFO;
      case Level.DEBUG_INT -> LogLevel.DEBUG;
      default -> LogLevel.TRACE;
    };
  }

  private static String module(String logger, Map<String, String> modules) {
    for (Map.Entry<String, String> module : modules.entrySet()) {
      if (logger.startsWith(module.getKey())) {
        return module.getValue();
      }
    }
    return logger;
  }
}
