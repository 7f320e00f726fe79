package org.consulkv.cli.planned;

import static org.consulkv.cli.command.Scope.DATACENTER;

import org.jspecify.annotations.Nullable;

/// `consul exec`.
final class PlannedTools {
  private PlannedTools() {}

  static @Nullable PlannedCommand find(String name) {
    return switch (name) {
      case "exec" -> exec();
      default -> null;
    };
  }

  private static PlannedCommand exec() {
    return new PlannedCommand("exec", EXEC, DATACENTER)
        .flag("node=string", "Regular expression to filter on node names.")
        .flag("prefix=string", "Prefix in the KV store to use for request data.")
        .flag("service=string", "Regular expression to filter on service instances.")
        .flag("shell", "Use a shell to run the command.")
        .flag(
            "tag=string",
            "Regular expression to filter on service tags. Must be used with -service.")
        .flag("verbose", "Enables verbose output.")
        .flag("wait=duration", "Period to wait with no responses before terminating execution.")
        .flag(
            "wait-repl=duration",
            "Period to wait for replication before firing event. This is an optimization to allow"
                + " stale reads to be performed.")
        .needs((command, arguments) ->
            arguments.isEmpty() ? "Must specify a command to execute\n\n" + command.help() : "");
  }

  private static final String EXEC =
      """
      Usage: consul exec [options] [-|command...]

        Evaluates a command on remote Consul nodes. The nodes responding can
        be filtered using regular expressions on node name, service, and tag
        definitions. If a command is '-', stdin will be read until EOF
        and used as a script input.
      """;
}
