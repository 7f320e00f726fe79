package org.consulkv.cli.command;

/// Every exit status the program knows.
public final class ExitCode {
  public static final int OK = 0;

  /// Anything that failed: arguments, the agent's answer, no connection.
  public static final int FAILED = 1;

  /// The question was answered, and the answer is no.
  public static final int NO_MATCH = 2;

  /// No such command.
  public static final int UNKNOWN_COMMAND = 127;

  private ExitCode() {}
}
