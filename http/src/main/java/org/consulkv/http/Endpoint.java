package org.consulkv.http;

/// Answers one method of one route, now or later.
@FunctionalInterface
public interface Endpoint {
  /// Called on the connection's event loop: must not block.
  ///
  /// @throws org.consulkv.server.ApiException if the request is refused
  void answer(Call call);
}
