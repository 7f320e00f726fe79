package org.consulkv.cli.kv;

import java.util.List;

/// The key or prefix that a command is given, which may be missing.
///
/// @param text without a slash at its beginning: no key starts with one, but people write it
/// @param complaint what is wrong with the arguments; empty if nothing is
record KeyArgument(String text, String complaint) {
  static KeyArgument of(List<String> arguments) {
    if (arguments.size() > 1) {
      return new KeyArgument("", "Too many arguments (expected 1, got " + arguments.size() + ")");
    }
    String key = arguments.isEmpty() ? "" : arguments.getFirst();
    return new KeyArgument(key.startsWith("/") ? key.substring(1) : key, "");
  }
}
