package org.consulkv.http;

import java.util.concurrent.CompletionException;
import org.consulkv.runtime.LogException;
import org.consulkv.server.ApiException;
import org.consulkv.server.ErrorKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gives whatever went wrong a kind and a text for the client.
public final class Failures {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  private Failures() {}

  public static ApiException asApi(Throwable problem) {
    return switch (problem) {
      case ApiException known -> known;
      case CompletionException wrapped when wrapped.getCause() != null -> asApi(wrapped.getCause());
      case LogException log -> new ApiException(kind(log), message(log), log);
      default -> {
        LOG.error("a request failed", problem);
        yield new ApiException(ErrorKind.INTERNAL, "internal error: " + problem, problem);
      }
    };
  }

  private static ErrorKind kind(LogException problem) {
    return switch (problem.reason()) {
      case NO_LEADER -> ErrorKind.NO_LEADER;
      case STORAGE -> ErrorKind.STORAGE;
      case OVERLOADED -> ErrorKind.OVERLOADED;
      case TOO_LARGE -> ErrorKind.TOO_LARGE;
      case REFUSED -> ErrorKind.REFUSED;
      case UNKNOWN -> ErrorKind.UNKNOWN_OUTCOME;
    };
  }

  private static String message(LogException problem) {
    return problem.reason() == LogException.Reason.NO_LEADER
        ? "No cluster leader"
        : String.valueOf(problem.getMessage());
  }
}
