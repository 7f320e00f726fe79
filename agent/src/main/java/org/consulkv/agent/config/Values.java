package org.consulkv.agent.config;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.consulkv.runtime.Invariant;
import org.jspecify.annotations.Nullable;

/// The merged settings, read by path with a default.
///
/// Threading: confined to the thread that loads the configuration.
final class Values {
  private final KeySchema schema;
  private final Settings settings;
  private final Set<String> asked = new HashSet<>();

  Values(KeySchema schema, Settings settings) {
    this.schema = schema;
    this.settings = settings;
  }

  boolean has(String path) {
    return find(path, null) != null;
  }

  String text(String path, String otherwise) {
    return find(path, KeySpec.Kind.STRING) instanceof String text ? text : otherwise;
  }

  Optional<String> text(String path) {
    return Optional.of(text(path, "")).filter(text -> !text.isEmpty());
  }

  boolean flag(String path, boolean otherwise) {
    return find(path, KeySpec.Kind.BOOL) instanceof Boolean flag ? flag : otherwise;
  }

  long whole(String path, long otherwise) {
    return find(path, KeySpec.Kind.INT) instanceof Long number ? number : otherwise;
  }

  int integer(String path, int otherwise) {
    long value = whole(path, otherwise);
    if (value != (int) value) {
      throw new ConfigException(path + " cannot be " + value + ". It is out of range");
    }
    return (int) value;
  }

  double number(String path, double otherwise) {
    return find(path, KeySpec.Kind.FLOAT) instanceof Double number ? number : otherwise;
  }

  Duration duration(String path, Duration otherwise) {
    return find(path, KeySpec.Kind.DURATION) instanceof Duration duration ? duration : otherwise;
  }

  List<String> texts(String path, List<String> otherwise) {
    return find(path, KeySpec.Kind.STRINGS) instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : otherwise;
  }

  Map<String, String> map(String path, Map<String, String> otherwise) {
    return find(path, KeySpec.Kind.MAP) instanceof Map<?, ?> map
        ? map.entrySet().stream()
            .collect(
                Collectors.toMap(
                    entry -> String.valueOf(entry.getKey()),
                    entry -> String.valueOf(entry.getValue())))
        : otherwise;
  }

  /// The blocks of a list of blocks.
  List<Settings> blocks(String path) {
    return find(path, KeySpec.Kind.BLOCKS) instanceof List<?> list
        ? list.stream().map(Settings.class::cast).toList()
        : List.of();
  }

  /// The paths that were asked for, whether set or not.
  Set<String> asked() {
    return Set.copyOf(asked);
  }

  private @Nullable Object find(String path, KeySpec.@Nullable Kind kind) {
    KeySpec spec = schema.at(path);
    Invariant.check(kind == null || spec.kind() == kind, "%s is a %s", path, spec.kind());
    asked.add(path);
    Setting setting = settings.all().get(path);
    return setting == null ? null : setting.value();
  }
}
