package org.consulkv.agent.config.source;

import java.util.stream.Collectors;

/// Writes trees so that tests can be read.
final class Shown {
  private Shown() {}

  static String of(Node node) {
    return switch (node) {
      case Node.Text(var value, _) -> '"' + value + '"';
      case Node.Numeral number ->
          number.isWhole() ? Long.toString(number.whole()) : Double.toString(number.value());
      case Node.Flag(var value, _) -> Boolean.toString(value);
      case Node.Null _ -> "null";
      case Node.Items(var items, _) ->
          items.stream().map(Shown::of).collect(Collectors.joining(", ", "[", "]"));
      case Node.Fields(var fields, _) ->
          fields.stream()
              .map(field -> field.name() + ": " + of(field.value()))
              .collect(Collectors.joining(", ", "{", "}"));
    };
  }
}
