package org.consulkv.cli.planned;

import static org.consulkv.cli.command.Scope.AGENT;
import static org.consulkv.cli.command.Scope.DATACENTER;

import org.jspecify.annotations.Nullable;

/// `consul lock`, `exec` and `debug`.
final class PlannedTools {
  private PlannedTools() {}

  static @Nullable PlannedCommand find(String name) {
    return switch (name) {
      case "debug" -> debug();
      case "exec" -> exec();
      case "lock" -> lock();
      default -> null;
    };
  }

  private static PlannedCommand debug() {
    return new PlannedCommand("debug", "", "Collects what an agent knows into an archive.", AGENT)
        .flag("archive", "Packs everything into one file.")
        .flag("capture=list", "What to collect; may be repeated.")
        .flag("duration=duration", "How long to collect.")
        .flag("interval=duration", "How often to collect.")
        .flag("output=string", "Folder or file to write.");
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

  private static PlannedCommand lock() {
    return new PlannedCommand(
            "lock", "PREFIX COMMAND...", "Runs a command under a lock.", DATACENTER)
        .flag("child-exit-code", "Exits with 2 if the command fails.")
        .flag("monitor-retry=int", "How often to retry when the agent does not answer.")
        .flag("n=int", "How many may hold the lock at a time.")
        .flag("name=string", "Name of the session.")
        .flag("pass-stdin", "Hands standard input to the command.")
        .flag("shell", "Runs the command by a shell.")
        .flag("timeout=duration", "How long to wait for the lock.")
        .flag("try=duration", "Tries this long to get the lock, then gives up.")
        .flag("verbose", "Says what it does.")
        .needs((command, arguments) ->
            arguments.size() < 2 ? "Key prefix and child command must be specified" : "");
  }
}
