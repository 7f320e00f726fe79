package org.consulkv.cli.planned;

import java.util.List;
import org.consulkv.cli.command.ClientFlags;
import org.consulkv.cli.command.Command;
import org.consulkv.cli.command.ExitCode;
import org.consulkv.cli.command.Scope;
import org.consulkv.cli.command.Terminal;
import org.consulkv.cli.flag.Flag;
import org.consulkv.cli.flag.Kind;
import org.jspecify.annotations.Nullable;

/// A command with a help text and flags but nothing behind them. It checks what it would need
/// first, and then says that it is not available, with a failing status.
public final class PlannedCommand extends Command {
  private final String name;
  private final String usage;
  private Need need = PlannedCommand::nothing;
  private int status = ExitCode.FAILED;

  /// What is missing on a command line.
  interface Need {
    /// The complaint, empty if nothing is missing.
    String missing(PlannedCommand command, List<String> arguments);
  }

  /// @param name the command's words
  /// @param arguments what follows the flags, for the first line of the help
  /// @param what what it will do
  PlannedCommand(String name, String arguments, String what, @Nullable Scope scope) {
    this(
        name,
        "Usage: consul "
            + (name + " [options] " + arguments).strip()
            + "\n\n  "
            + what
            + "\n\n  Not available yet in this version.",
        scope);
  }

  PlannedCommand(String name, String usage, @Nullable Scope scope) {
    this.name = name;
    this.usage = usage;
    if (scope != null) {
      ClientFlags.declare(flags, scope);
    }
  }

  private static String nothing(PlannedCommand command, List<String> arguments) {
    return "";
  }

  /// Declares a flag.
  ///
  /// @param spec its name, and after `=` its kind if it is no switch
  PlannedCommand flag(String spec, String description) {
    int equals = spec.indexOf('=');
    if (equals < 0) {
      flags.toggle(spec, description);
    } else {
      String kind = spec.substring(equals + 1);
      flags.declare(spec.substring(0, equals), kind(kind), "", description);
    }
    return this;
  }

  private static Kind kind(String word) {
    return switch (word) {
      case "int" -> Kind.INT;
      case "duration" -> Kind.DURATION;
      case "list" -> Kind.LIST;
      case "value" -> Kind.VALUE;
      default -> Kind.STRING;
    };
  }

  PlannedCommand needs(Need wanted) {
    need = wanted;
    return this;
  }

  PlannedCommand failsWith(int exitStatus) {
    status = exitStatus;
    return this;
  }

  boolean isGiven(String flag) {
    for (Flag declared : flags.sorted()) {
      if (declared.name().equals(flag)) {
        return declared.isSet();
      }
    }
    return false;
  }

  @Override
  protected String usage() {
    return usage;
  }

  @Override
  protected int run(List<String> arguments, Terminal terminal) {
    String missing = need.missing(this, arguments);
    if (!missing.isEmpty()) {
      terminal.error(missing);
      return status;
    }
    return terminal.fail("Error: \"consul " + name + "\" is not available yet in this version");
  }
}
