package org.consulkv.runtime.rpc;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The methods that this agent answers.
///
/// Threading: thread-safe; methods may be added while calls arrive.
public final class RpcServices {
  private final Map<String, RpcHandler> handlers = new ConcurrentHashMap<>();
  private final Map<String, RpcStreamHandler> streams = new ConcurrentHashMap<>();

  /// Adds a method.
  public RpcServices on(String method, RpcHandler handler) {
    handlers.put(method, handler);
    return this;
  }

  /// Adds a method whose request or answer can be long.
  public RpcServices onStream(String method, RpcStreamHandler handler) {
    streams.put(method, handler);
    return this;
  }

  public Optional<RpcHandler> handler(String method) {
    return Optional.ofNullable(handlers.get(method));
  }

  public Optional<RpcStreamHandler> stream(String method) {
    return Optional.ofNullable(streams.get(method));
  }
}
