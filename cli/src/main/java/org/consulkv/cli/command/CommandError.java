package org.consulkv.cli.command;

/// Ends a command with a message on standard error and [ExitCode#FAILED].
public final class CommandError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CommandError(String message) {
    super(message, null, false, false);
  }

  /// The message, which is never missing.
  public String text() {
    return String.valueOf(getMessage());
  }
}
