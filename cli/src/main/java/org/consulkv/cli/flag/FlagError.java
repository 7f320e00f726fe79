package org.consulkv.cli.flag;

/// A command line that does not fit the flags; the message is worded as Go's `flag` package does.
public final class FlagError extends Exception {
  private static final long serialVersionUID = 1L;

  FlagError(String message) {
    super(message, null, false, false);
  }

  /// The message, which is never missing.
  public String text() {
    return String.valueOf(getMessage());
  }
}
