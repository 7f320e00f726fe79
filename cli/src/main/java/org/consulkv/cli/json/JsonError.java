package org.consulkv.cli.json;

/// Text that is not JSON; the message is worded as Go's `encoding/json` does.
public final class JsonError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  JsonError(String message) {
    super(message, null, false, false);
  }

  /// The message, which is never missing.
  public String text() {
    return String.valueOf(getMessage());
  }
}
