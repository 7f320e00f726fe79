package org.consulkv.cli;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.consulkv.cli.agent.AgentCommand;
import org.consulkv.cli.command.Command;
import org.consulkv.cli.command.ExitCode;
import org.consulkv.cli.command.OutputClosed;
import org.consulkv.cli.command.ProgramVersion;
import org.consulkv.cli.command.Terminal;

/// The `consul` program: from words to a command, from the command to an exit status.
///
/// Threading: [#run] may be called from any thread, and several times.
public final class Cli {
  private final CommandTable commands;

  public Cli(ProgramVersion version, AgentCommand agent) {
    this.commands = new CommandTable(version, agent);
  }

  /// Runs one command line.
  ///
  /// @param args without the program's name
  /// @return the exit status
  public int run(
      List<String> args,
      Map<String, String> environment,
      InputStream in,
      OutputStream out,
      OutputStream err) {
    Terminal terminal = new Terminal(environment, in, out, err);
    try {
      return run(args, terminal);
    } catch (OutputClosed e) {
      return ExitCode.FAILED;
    }
  }

  private int run(List<String> args, Terminal terminal) {
    int words = leadingWords(args);
    for (int used = Math.min(words, CommandTable.LONGEST); used > 0; used--) {
      String name = String.join(" ", args.subList(0, used));
      Command command = commands.find(name);
      if (command != null) {
        return run(command, args.subList(used, args.size()), terminal);
      }
      String help = CommandGroups.help(name);
      if (!help.isEmpty()) {
        return explain(help, args, ExitCode.FAILED, terminal);
      }
    }
    if (words == 0 && asks(args, "v", "version")) {
      return run(commands.version(), new ArrayList<>(), terminal);
    }
    return explain(CommandGroups.topHelp(), args, ExitCode.UNKNOWN_COMMAND, terminal);
  }

  private static int run(Command command, List<String> args, Terminal terminal) {
    if (asks(args, "h", "help")) {
      terminal.print(command.help());
      return ExitCode.OK;
    }
    return command.execute(args, terminal);
  }

  /// Help is an answer if it was asked for, and an error if it was not.
  private static int explain(String help, List<String> args, int status, Terminal terminal) {
    if (asks(args, "h", "help")) {
      terminal.print(help);
      return ExitCode.OK;
    }
    terminal.error(help);
    return status;
  }

  private static int leadingWords(List<String> args) {
    int words = 0;
    while (words < args.size() && !args.get(words).startsWith("-")) {
      words++;
    }
    return words;
  }

  private static boolean asks(List<String> args, String letter, String word) {
    for (String arg : args) {
      if (arg.equals("--")) {
        return false;
      }
      if (arg.equals("-" + letter) || arg.equals("-" + word) || arg.equals("--" + word)) {
        return true;
      }
    }
    return false;
  }
}
