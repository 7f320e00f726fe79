package org.consulkv.http.listener;

import java.util.ArrayDeque;

/// Requests of one connection that have arrived before their turn.
///
/// Threading: the connection's event loop.
final class RequestQueue {
  private final ArrayDeque<ClientExchange> waiting = new ArrayDeque<>(4);

  void add(ClientExchange exchange) {
    waiting.add(exchange);
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  ClientExchange remove() {
    return waiting.remove();
  }

  /// Whether more may be read. What is in the socket's buffer when there is no room any more still
  /// comes in: the bounds are exceeded by one read at most.
  boolean hasRoom() {
    return waiting.size() < HttpLimits.PIPELINED_REQUESTS && bytes() < HttpLimits.PIPELINED_BYTES;
  }

  private long bytes() {
    long bytes = 0;
    for (ClientExchange exchange : waiting) {
      BodyBuffer body = exchange.buffer();
      bytes += body == null ? 0 : body.kept();
    }
    return bytes;
  }
}
