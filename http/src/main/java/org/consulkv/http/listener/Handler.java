package org.consulkv.http.listener;

/// Answers one request.
public interface Handler {
  /// Bytes of a body that are kept. A longer body is counted and thrown away, and the request is
  /// handled all the same, so that the answer can say how long it was.
  long bodyLimit();

  /// Whether to handle the request before its body has arrived; [Exchange#bodyStream] gives it
  /// then.
  default boolean streamsBody() {
    return false;
  }

  /// Answers the request, now or later, by [Exchange#send] or [Exchange#stream], once. Called on
  /// the connection's event loop: must not block.
  void handle(Exchange exchange);
}
