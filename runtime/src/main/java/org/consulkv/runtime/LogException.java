package org.consulkv.runtime;

/// Why a command was not known to be applied, or a read could not be confirmed.
public final class LogException extends RuntimeException {
  /// Whether the command may have been, or still be, applied.
  public enum Reason {
    /// There is no leader now, or it is not this server; the command was not appended.
    NO_LEADER,
    /// The disk refused the write (full or failing); the command was not acknowledged.
    STORAGE,
    /// Too many commands wait already; the command was not appended.
    OVERLOADED,
    /// The command is larger than a log entry may be; it was not appended.
    TOO_LARGE,
    /// What was asked for makes no sense for this log; nothing was changed.
    REFUSED,
    /// The answer was lost: the command may be applied, now or later.
    UNKNOWN
  }

  private final Reason reason;

  public LogException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public LogException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
