package org.consulkv.cli.flag;

/// The options part of a command's help: `-name=<value>` and a wrapped description for each flag.
public final class HelpText {
  /// Columns for the words of a description, which is indented by five more.
  private static final int WIDTH = 67;

  private HelpText() {}

  /// Appends the options to a usage text: those of all commands first, then the command's own.
  public static String of(String usage, FlagSet flags) {
    StringBuilder text = new StringBuilder(8192).append(usage.strip());
    append(text, flags, true, "HTTP API Options");
    append(text, flags, false, "Command Options");
    return text.toString();
  }

  private static void append(StringBuilder text, FlagSet flags, boolean common, String heading) {
    boolean first = true;
    for (Flag flag : flags.sorted()) {
      if (flag.isCommon() != common || flag.isHidden()) {
        continue;
      }
      if (first) {
        text.append("\n\n").append(heading);
        first = false;
      }
      append(text, flag);
    }
  }

  private static void append(StringBuilder text, Flag flag) {
    String description = flag.description();
    String word = flag.kind().word();
    int open = description.indexOf('`');
    int close = description.indexOf('`', open + 1);
    if (open >= 0 && close > open) {
      word = description.substring(open + 1, close);
    }
    text.append("\n\n  -").append(flag.name());
    if (!word.isEmpty()) {
      text.append("=<").append(word).append('>');
    }
    for (String line : WordWrap.wrap(description, WIDTH)) {
      text.append("\n     ").append(line);
    }
  }
}
