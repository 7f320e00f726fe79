package org.consulkv.cli.flag;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The flags of one command, declared one by one and filled by [#parse]. Threading: one command,
/// one thread.
public final class FlagSet {
  /// A flag as it was given, with one of its values.
  public record Given(Flag flag, String value) {}

  private final List<Flag> flags = new ArrayList<>(24);
  private final List<Given> given = new ArrayList<>();

  public Flag declare(String name, Kind kind, String standard, String description) {
    Flag flag = new Flag(name, kind, standard, description);
    flags.add(flag);
    return flag;
  }

  /// A switch that is off unless given.
  public Flag toggle(String name, String description) {
    return declare(name, Kind.SWITCH, "false", description);
  }

  /// A text with an empty default.
  public Flag string(String name, String description) {
    return declare(name, Kind.STRING, "", description);
  }

  /// A text that may be left out.
  public Flag value(String name, String description) {
    return declare(name, Kind.VALUE, "", description);
  }

  /// A text that may be given many times.
  public Flag list(String name, String description) {
    return declare(name, Kind.LIST, "", description);
  }

  /// A flag that all commands share.
  public Flag common(String name, Kind kind, String description) {
    return declare(name, kind, kind == Kind.SWITCH ? "false" : "", description).markCommon();
  }

  /// Reads flags up to the first argument that is none, or to `--`.
  ///
  /// @return the arguments after the flags
  public List<String> parse(List<String> arguments) throws FlagError {
    int next = 0;
    while (next < arguments.size()) {
      String argument = arguments.get(next);
      if (argument.length() < 2 || argument.charAt(0) != '-') {
        break;
      }
      next++;
      if (argument.equals("--")) {
        break;
      }
      next += parseOne(argument, next < arguments.size() ? arguments.get(next) : null);
    }
    return arguments.subList(next, arguments.size());
  }

  /// Returns how many further arguments it took: 0 or 1.
  private int parseOne(String argument, @Nullable String following) throws FlagError {
    String name = argument.substring(argument.startsWith("--") ? 2 : 1);
    if (name.isEmpty() || name.charAt(0) == '-' || name.charAt(0) == '=') {
      throw new FlagError("bad flag syntax: " + argument);
    }
    int equals = name.indexOf('=');
    String value = equals < 0 ? null : name.substring(equals + 1);
    if (equals >= 0) {
      name = name.substring(0, equals);
    }
    Flag flag = find(name);
    if (flag == null) {
      throw new FlagError("flag provided but not defined: -" + name);
    }
    if (value != null) {
      accept(flag, value);
      return 0;
    }
    if (flag.kind().isSwitch()) {
      accept(flag, "true");
      return 0;
    }
    if (following == null) {
      throw new FlagError("flag needs an argument: -" + name);
    }
    accept(flag, following);
    return 1;
  }

  private void accept(Flag flag, String value) throws FlagError {
    flag.accept(value);
    given.add(new Given(flag, value));
  }

  private @Nullable Flag find(String name) {
    for (Flag flag : flags) {
      if (flag.name().equals(name)) {
        return flag;
      }
    }
    return null;
  }

  /// The flags that were given, in the order of the command line.
  public List<Given> given() {
    return Collections.unmodifiableList(given);
  }

  /// All flags, in the order of their names.
  public List<Flag> sorted() {
    List<Flag> sorted = new ArrayList<>(flags);
    sorted.sort(FlagOrder.BY_NAME);
    return sorted;
  }
}
