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
    return new PlannedCommand(
            "exec", "[-|COMMAND...]", "Runs a command on other nodes.", DATACENTER)
        .flag("node=string", "Regular expression for the nodes' names.")
        .flag("prefix=string", "Where in the key-value store requests are kept.")
        .flag("service=string", "Regular expression for services on the nodes.")
        .flag("shell", "Runs the command by a shell.")
        .flag("tag=string", "Regular expression for the services' tags.")
        .flag("verbose", "Says more.")
        .flag("wait=duration", "How long to wait without answers.")
        .flag("wait-repl=duration", "How long to wait for replication.")
        .needs(
            (command, arguments) -> arguments.isEmpty() ? "Must specify a command to execute" : "");
  }

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
