package org.consulkv.agent.config.source;

import java.util.List;

/// A value in a configuration file, with the line it starts on, counted from 1.
public sealed interface Node {
  int line();

  /// What Consul's messages call a value of this kind.
  String kind();

  /// A text.
  record Text(String value, int line) implements Node {
    @Override
    public String kind() {
      return "string";
    }
  }

  /// A number, whole or not.
  record Numeral(double value, long whole, int line) implements Node {
    static Numeral of(long value, int line) {
      return new Numeral(value, value, line);
    }

    static Numeral of(double value, int line) {
      return new Numeral(value, (long) value, line);
    }

    public boolean isWhole() {
      return value == whole;
    }

    @Override
    public String kind() {
      return isWhole() ? "int" : "float64";
    }
  }

  /// True or false.
  record Flag(boolean value, int line) implements Node {
    @Override
    public String kind() {
      return "bool";
    }
  }

  /// A value left out on purpose.
  record Null(int line) implements Node {
    @Override
    public String kind() {
      return "null";
    }
  }

  /// A list.
  record Items(List<Node> values, int line) implements Node {
    public Items {
      values = List.copyOf(values);
    }

    @Override
    public String kind() {
      return "slice";
    }
  }

  /// An object or block. A name may occur more than once, as HCL's repeated blocks do.
  record Fields(List<Field> entries, int line) implements Node {
    public Fields {
      entries = List.copyOf(entries);
    }

    @Override
    public String kind() {
      return "map";
    }
  }

  /// One entry of an object.
  record Field(String name, Node value, int line) {}
}
