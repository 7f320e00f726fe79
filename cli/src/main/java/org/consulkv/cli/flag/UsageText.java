package org.consulkv.cli.flag;

/// The list of flags that follows an error on the command line, as Go's `PrintDefaults` writes it.
public final class UsageText {
  private UsageText() {}

  /// The whole text: `Usage:` and two lines for each flag.
  public static String of(FlagSet flags) {
    StringBuilder text = new StringBuilder(4096).append("Usage:\n");
    for (Flag flag : flags.sorted()) {
      if (!flag.isHidden()) {
        append(text, flag);
      }
    }
    text.setLength(text.length() - 1);
    return text.toString();
  }

  private static void append(StringBuilder text, Flag flag) {
    String description = flag.description();
    String word = flag.kind().word();
    int open = description.indexOf('`');
    int close = description.indexOf('`', open + 1);
    if (open >= 0 && close > open) {
      word = description.substring(open + 1, close);
      description = description.substring(0, open) + word + description.substring(close + 1);
    }
    text.append("  -").append(flag.name());
    if (!word.isEmpty()) {
      text.append(' ').append(word);
    }
    text.append(flag.name().length() == 1 && word.isEmpty() ? "\t" : "\n    \t")
        .append(description);
    appendDefault(text, flag);
    text.append('\n');
  }

  private static void appendDefault(StringBuilder text, Flag flag) {
    String standard = flag.standard();
    if (standard.isEmpty()
        || standard.equals("0")
        || standard.equals("0s")
        || standard.equals("false")) {
      return;
    }
    text.append(" (default ");
    text.append(flag.kind() == Kind.STRING ? GoValues.quote(standard) : standard).append(')');
  }
}
