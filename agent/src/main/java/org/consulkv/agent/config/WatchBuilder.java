package org.consulkv.agent.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.consulkv.agent.config.WatchConfig.Handler;
import org.consulkv.runtime.GoDuration;

/// Builds `watches`.
final class WatchBuilder {
  private static final Set<String> TYPES =
      Set.of(
          "key", "keyprefix", "services", "nodes", "service", "checks", "event", "agent_service");
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private WatchBuilder() {}

  static List<WatchConfig> build(Values values) {
    List<WatchConfig> all = new ArrayList<>();
    for (Settings settings : values.blocks("watches")) {
      all.add(watch(new Block("watches[" + all.size() + "]", settings)));
    }
    return List.copyOf(all);
  }

  private static WatchConfig watch(Block block) {
    String type = block.text("type");
    if (type.isEmpty()) {
      throw new ConfigException(block.path() + ": Watch type must be specified");
    }
    if (type.startsWith("connect_")) {
      throw new ConfigException(
          block.path()
              + ": Watches of type "
              + type
              + " need the service mesh, which this version does not have");
    }
    if (!TYPES.contains(type)) {
      throw new ConfigException(block.path() + ": Unsupported watch type: " + type);
    }
    requireSubject(block, type);
    return new WatchConfig(
        type,
        block.text("key"),
        block.text("prefix"),
        block.text("service"),
        block.text("service_id"),
        texts(block.any("tag")),
        block.flag("passingonly"),
        block.text("state"),
        block.text("name"),
        block.text("filter"),
        block.text("token"),
        block.text("datacenter"),
        block.flag("stale"),
        handler(block));
  }

  private static void requireSubject(Block block, String type) {
    String needed =
        switch (type) {
          case "key" -> "key";
          case "keyprefix" -> "prefix";
          case "service" -> "service";
          case "agent_service" -> "service_id";
          default -> "";
        };
    if (!needed.isEmpty() && block.text(needed).isEmpty()) {
      throw new ConfigException(block.path() + ": Must specify a single " + needed + " to watch");
    }
    if (type.equals("checks")
        && !block.text("service").isEmpty()
        && !block.text("state").isEmpty()) {
      throw new ConfigException(block.path() + ": Cannot specify service and state");
    }
  }

  private static Handler handler(Block block) {
    String type = block.text("handler_type");
    List<String> args = block.texts("args");
    String line = block.text("handler");
    return switch (type) {
      case "http" -> http(block);
      case "", "script" -> {
        if (!args.isEmpty() && !line.isEmpty()) {
          throw new ConfigException(
              block.path() + ": Only one watch handler allowed: args or handler");
        }
        if (args.isEmpty() && line.isEmpty()) {
          throw new ConfigException(block.path() + ": Must define a watch handler");
        }
        yield new Handler.Script(line.isEmpty() ? args : List.of("/bin/sh", "-c", line));
      }
      default ->
          throw new ConfigException(block.path() + ": Handler type '" + type + "' not recognized");
    };
  }

  private static Handler http(Block block) {
    Map<String, Object> fields = new HashMap<>();
    if (block.any("http_handler_config") instanceof Map<?, ?> map) {
      map.forEach(
          (name, value) -> fields.put(String.valueOf(name).toLowerCase(Locale.ROOT), value));
    }
    String path = text(fields, "path", "");
    if (!path.startsWith("http://") && !path.startsWith("https://")) {
      throw new ConfigException(
          block.path() + ": Requires 'path' to be set to a URL for the http handler");
    }
    Map<String, List<String>> headers = new HashMap<>();
    if (fields.get("header") instanceof Map<?, ?> map) {
      map.forEach((name, value) -> headers.put(String.valueOf(name), texts(value)));
    }
    return new Handler.Http(
        path,
        text(fields, "method", "POST"),
        timeout(block, text(fields, "timeout", "")),
        headers,
        Boolean.TRUE.equals(fields.get("tls_skip_verify")));
  }

  private static Duration timeout(Block block, String text) {
    try {
      return text.isEmpty() ? TIMEOUT : GoDuration.parse(text);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(block.path() + ": http_handler_config.timeout: " + e.getMessage());
    }
  }

  private static String text(Map<String, Object> fields, String name, String otherwise) {
    return fields.get(name) instanceof String text && !text.isEmpty() ? text : otherwise;
  }

  /// One text, or a list of them.
  private static List<String> texts(Object value) {
    return switch (value) {
      case String text when text.isEmpty() -> List.of();
      case String text -> List.of(text);
      case List<?> list -> list.stream().map(String::valueOf).toList();
      default -> List.of(String.valueOf(value));
    };
  }
}
