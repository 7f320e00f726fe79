package org.consulkv.cli.command;

import java.util.List;

/// A word that only leads to subcommands.
///
/// @param usage what the help says above the list of subcommands
/// @param entries the subcommands, in the order of their names
public record Group(String usage, List<Entry> entries) {
  private static final int SMALLEST_COLUMN = 4;

  public Group {
    entries = List.copyOf(entries);
  }

  /// A subcommand and what it does, in some words.
  public record Entry(String name, String synopsis) {}

  /// The usage and the list of subcommands.
  public String help() {
    StringBuilder text = new StringBuilder(usage.strip()).append("\n\nSubcommands:\n");
    append(text, entries);
    text.setLength(text.length() - 1);
    return text.toString();
  }

  /// Appends a line for each entry.
  public static void append(StringBuilder text, List<Entry> entries) {
    int width = 0;
    for (Entry entry : entries) {
      width = Math.max(width, entry.name().length());
    }
    for (Entry entry : entries) {
      text.append("    ").append(entry.name());
      text.repeat(' ', width - entry.name().length() + SMALLEST_COLUMN);
      text.append(entry.synopsis()).append('\n');
    }
  }
}
