package org.consulkv.http;

import org.consulkv.server.ErrorKind;

/// The one table from kinds of errors to statuses.
final class ErrorStatus {
  private ErrorStatus() {}

  static int of(ErrorKind kind) {
    return switch (kind) {
      case BAD_REQUEST -> 400;
      case FORBIDDEN -> 403;
      case NOT_FOUND -> 404;
      case TOO_LARGE -> 413;
      case TOO_MANY_REQUESTS -> 429;
      case OVERLOADED -> 503;
      case NO_LEADER, STORAGE, UNKNOWN_OUTCOME, REFUSED, INTERNAL -> 500;
    };
  }
}
