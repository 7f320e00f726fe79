package org.consulkv.http.listener;

import io.netty.handler.codec.http.HttpRequest;
import java.net.SocketAddress;

/// Answers the requests of a listener.
public interface Application {
  /// Decides from a request's head who answers it, and what becomes of its body. Called on the
  /// connection's event loop: must not block.
  ///
  /// @param head its texts hold one byte of the wire in each character
  Handler open(HttpRequest head, SocketAddress client);
}
