package org.consulkv.cli.client;

/// A request that was not answered, or not as asked. The message says which request and why.
public final class ClientError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ClientError(String message) {
    super(message, null, false, false);
  }

  /// The message, which is never missing.
  public String text() {
    return String.valueOf(getMessage());
  }
}
