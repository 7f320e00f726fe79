package org.consulkv.agent.check;

import org.jspecify.annotations.Nullable;

/// No connection, or not what was expected of it; the message is in Go's words.
final class DialException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DialException(String message, @Nullable Throwable cause) {
    super(
        message, cause, false, false); // as a value: no stack trace, ten thousand may fail at once
  }
}
