package org.consulkv.server;

import java.util.concurrent.CompletionException;
import org.consulkv.runtime.LogException;

/// What the log refused, in the words of the API.
public final class LogFailures {
  private LogFailures() {}

  public static ApiException translate(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return switch (cause) {
      case ApiException api -> api;
      case LogException log -> translate(log);
      default ->
          new ApiException(ErrorKind.INTERNAL, "internal error: " + cause.getMessage(), cause);
    };
  }

  private static ApiException translate(LogException log) {
    return switch (log.reason()) {
      case NO_LEADER -> new ApiException(ErrorKind.NO_LEADER, "No cluster leader", log);
      case STORAGE ->
          new ApiException(
              ErrorKind.STORAGE,
              "raft apply failed: the log cannot be written, nothing was changed: "
                  + log.getMessage(),
              log);
      case OVERLOADED ->
          new ApiException(
              ErrorKind.OVERLOADED,
              "too many writes are waiting already, nothing was changed; try again later",
              log);
      case TOO_LARGE ->
          new ApiException(
              ErrorKind.TOO_LARGE, "the change is too large for the log: " + log.getMessage(), log);
      case REFUSED -> new ApiException(ErrorKind.REFUSED, String.valueOf(log.getMessage()), log);
      case UNKNOWN ->
          new ApiException(
              ErrorKind.UNKNOWN_OUTCOME,
              "raft apply failed: the answer was lost, the change may have been made: "
                  + log.getMessage(),
              log);
    };
  }
}
