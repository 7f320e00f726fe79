package org.consulkv.cli.command;

import java.util.List;
import org.consulkv.cli.flag.FlagError;
import org.consulkv.cli.flag.FlagSet;
import org.consulkv.cli.flag.HelpText;
import org.consulkv.cli.flag.UsageText;

/// One command: its flags, declared by its constructor, its help, and what it does. A command
/// object runs once.
public abstract class Command {
  protected final FlagSet flags = new FlagSet();

  /// `Usage:`, a paragraph or two, examples; the options are appended to it.
  protected abstract String usage();

  /// Does the work.
  ///
  /// @param arguments what follows the flags
  /// @return the exit status
  protected abstract int run(List<String> arguments, Terminal terminal);

  /// Parses the flags and runs the command.
  public final int execute(List<String> arguments, Terminal terminal) {
    List<String> rest;
    try {
      rest = flags.parse(arguments);
    } catch (FlagError e) {
      terminal.error(e.text());
      terminal.error(UsageText.of(flags));
      return refused(e, terminal);
    }
    try {
      return run(rest, terminal);
    } catch (CommandError e) {
      return terminal.fail(e.text());
    }
  }

  /// What else to say about flags that do not parse.
  protected int refused(FlagError error, Terminal terminal) {
    return ExitCode.FAILED;
  }

  /// The whole help text.
  public final String help() {
    return HelpText.of(usage(), flags);
  }

  /// A complaint followed by the help, both on standard error.
  protected final int failWithHelp(String complaint, Terminal terminal) {
    terminal.error(complaint);
    terminal.error("");
    return terminal.fail(help());
  }
}
