package org.consulkv.agent.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.consulkv.agent.config.KeySpec.Kind;
import org.consulkv.agent.config.source.Node;
import org.consulkv.runtime.GoDuration;
import org.jspecify.annotations.Nullable;

/// Turns one source's tree into settings, checked against the table of keys. Collects all errors.
///
/// Threading: confined to one thread.
final class Decoder {
  private final KeySchema schema;
  private final String file;
  private final boolean showLines;
  private final List<String> errors = new ArrayList<>();

  private Decoder(KeySchema schema, String file, boolean showLines) {
    this.schema = schema;
    this.file = file;
    this.showLines = showLines;
  }

  /// @param showLines whether messages name lines; a text of one line needs none
  /// @throws ConfigException with all errors of the source
  static Settings decode(KeySchema schema, String file, boolean showLines, Node.Fields tree) {
    Decoder decoder = new Decoder(schema, file, showLines);
    Settings settings = new Settings();
    decoder.block("", schema.root(), tree, settings);
    if (!decoder.errors.isEmpty()) {
      throw ConfigException.of(file, decoder.errors);
    }
    return settings;
  }

  private void block(String prefix, Map<String, KeySpec> keys, Node.Fields fields, Settings into) {
    Map<String, Integer> unknown = new TreeMap<>();
    for (Node.Field field : fields.entries()) {
      KeySpec spec = keys.get(field.name());
      if (spec == null) {
        spec = keys.get(normal(field.name()));
      }
      if (spec == null) {
        unknown.putIfAbsent(prefix + field.name(), field.line());
      } else if (!(field.value() instanceof Node.Null)) {
        value(prefix + spec.name(), spec, field.value(), into);
      }
    }
    unknown.forEach((path, line) -> error(line, "invalid config key " + path));
  }

  /// Names compare without regard to case; telemetry's name with a dot is written with a line.
  private static String normal(String name) {
    return name.equals("disable_compat_1.9") ? "disable_compat_1_9" : name.toLowerCase(Locale.ROOT);
  }

  private void value(String path, KeySpec spec, Node node, Settings into) {
    if (spec.kind() == Kind.BLOCK) {
      nested(path, spec, node, into);
      return;
    }
    Optional<?> value =
        switch (spec.kind()) {
          case BOOL -> flag(path, node);
          case INT -> whole(path, node);
          case FLOAT -> number(path, node);
          case STRING -> text(path, node);
          case DURATION -> duration(path, node);
          case STRINGS -> texts(path, node);
          case MAP -> map(path, node);
          case BLOCKS -> blocks(path, spec, node);
          case ANY, BLOCK -> Optional.of(plain(node));
        };
    value.ifPresent(found -> into.add(path, new Setting(spec, found, file + ":" + node.line())));
  }

  private void nested(String path, KeySpec spec, Node node, Settings into) {
    switch (node) {
      case Node.Fields fields -> block(path + ".", schema.block(spec.block()), fields, into);
      case Node.Items(var items, _) -> items.forEach(item -> nested(path, spec, item, into));
      default -> error(node.line(), "'" + path + "' expected a map, got '" + node.kind() + "'");
    }
  }

  private Optional<List<Settings>> blocks(String path, KeySpec spec, Node node) {
    List<Settings> all = new ArrayList<>();
    List<Node> elements = node instanceof Node.Items(var items, _) ? items : List.of(node);
    for (int i = 0; i < elements.size(); i++) {
      String element = path + "[" + i + "]";
      Settings one = new Settings();
      if (elements.get(i) instanceof Node.Fields fields) {
        block(element + ".", schema.block(spec.block()), fields, one);
      } else {
        error(node.line(), "'" + element + "' expected a map, got '" + node.kind() + "'");
      }
      all.add(one);
    }
    return Optional.of(all);
  }

  private Optional<Boolean> flag(String path, Node node) {
    return node instanceof Node.Flag(boolean value, _)
        ? Optional.of(value)
        : refused(path, "bool", node);
  }

  private Optional<Long> whole(String path, Node node) {
    return node instanceof Node.Numeral number && number.isWhole()
        ? Optional.of(number.whole())
        : refused(path, "int", node);
  }

  private Optional<Double> number(String path, Node node) {
    return node instanceof Node.Numeral number
        ? Optional.of(number.value())
        : refused(path, "float64", node);
  }

  private Optional<String> text(String path, Node node) {
    return node instanceof Node.Text(var value, _)
        ? Optional.of(value)
        : refused(path, "string", node);
  }

  private Optional<Duration> duration(String path, Node node) {
    Optional<String> text = text(path, node);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(GoDuration.parse(text.get()));
    } catch (IllegalArgumentException e) {
      error(node.line(), path + ": invalid duration: \"" + text.get() + "\": " + e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<List<String>> texts(String path, Node node) {
    if (!(node instanceof Node.Items(var items, _))) {
      error(
          node.line(), "'" + path + "': source data must be an array or slice, got " + node.kind());
      return Optional.empty();
    }
    List<String> all = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      text(path + "[" + i + "]", items.get(i)).ifPresent(all::add);
    }
    return Optional.of(all);
  }

  private Optional<Map<String, String>> map(String path, Node node) {
    Map<String, String> all = new LinkedHashMap<>();
    List<Node> parts = node instanceof Node.Items(var items, _) ? items : List.of(node);
    for (Node part : parts) {
      if (!(part instanceof Node.Fields(var fields, _))) {
        error(part.line(), "'" + path + "' expected a map, got '" + part.kind() + "'");
        return Optional.empty();
      }
      for (Node.Field field : fields) {
        text(path + "[" + field.name() + "]", field.value())
            .ifPresent(value -> all.put(field.name(), value));
      }
    }
    return Optional.of(all);
  }

  private static Object plain(Node node) {
    return switch (node) {
      case Node.Text(var value, _) -> value;
      case Node.Flag(var value, _) -> value;
      case Node.Numeral number -> number.isWhole() ? (Object) number.whole() : number.value();
      case Node.Null _ -> "";
      case Node.Items(var items, _) -> items.stream().map(Decoder::plain).toList();
      case Node.Fields(var fields, _) -> {
        Map<String, Object> map = new LinkedHashMap<>();
        fields.forEach(field -> map.put(field.name(), plain(field.value())));
        yield map;
      }
    };
  }

  private <T> Optional<T> refused(String path, String wanted, Node node) {
    String value = shown(node);
    error(
        node.line(),
        String.format(
            Locale.ROOT,
            "'%s' expected type '%s', got unconvertible type '%s'%s",
            path,
            wanted,
            node.kind(),
            value == null ? "" : ", value: '" + value + "'"));
    return Optional.empty();
  }

  private static @Nullable String shown(Node node) {
    return node instanceof Node.Items || node instanceof Node.Fields
        ? null
        : Objects.toString(plain(node));
  }

  private void error(int line, String message) {
    errors.add(showLines ? message + " (line " + line + ")" : message);
  }
}
