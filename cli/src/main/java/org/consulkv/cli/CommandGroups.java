package org.consulkv.cli;

import java.util.List;
import org.consulkv.cli.command.Group;
import org.consulkv.cli.command.Group.Entry;

/// The help of the words that lead to subcommands, and of the program itself.
final class CommandGroups {
  private CommandGroups() {}

  static String topHelp() {
    StringBuilder text =
        new StringBuilder("Usage: consul [--version] [--help] <command> [<args>]\n\n");
    text.append("Available commands are:\n");
    Group.append(text, List.of(new Entry("kv", "Interact with the key-value store")));
    return text.toString();
  }

  /// The help of a group, empty if there is none of that name.
  static String help(String name) {
    return switch (name) {
      case "kv" ->
          new Group(
                  "Usage: consul kv <subcommand> [options] [args]",
                  List.of(new Entry("get", "Retrieves or lists data from the KV store")))
              .help();
      default -> "";
    };
  }
}
