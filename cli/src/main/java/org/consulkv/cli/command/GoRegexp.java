package org.consulkv.cli.command;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Regular expressions with errors worded as Go's `regexp` package does.
public final class GoRegexp {
  private GoRegexp() {}

  /// @param what starts the message about an expression that does not compile
  public static Pattern compile(String expression, String what) {
    try {
      return Pattern.compile(expression);
    } catch (PatternSyntaxException e) {
      throw new CommandError(what + ": error parsing regexp: " + reason(e));
    }
  }

  private static String reason(PatternSyntaxException error) {
    String pattern = error.getPattern();
    String description = error.getDescription();
    if (description.startsWith("Unclosed character class")) {
      return "missing closing ]: `" + pattern.substring(pattern.lastIndexOf('[')) + "`";
    }
    if (description.startsWith("Unclosed group")) {
      return "missing closing ): `" + pattern + "`";
    }
    if (description.startsWith("Dangling meta")) {
      return "missing argument to repetition operator: `"
          + pattern.charAt(Math.max(error.getIndex(), 0))
          + "`";
    }
    return description + ": `" + pattern + "`";
  }
}
