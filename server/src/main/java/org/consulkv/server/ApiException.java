package org.consulkv.server;

/// A request that cannot be answered, with the text for whoever sent it.
public final class ApiException extends RuntimeException {
  private final ErrorKind kind;

  public ApiException(ErrorKind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public ApiException(ErrorKind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public ErrorKind kind() {
    return kind;
  }
}
