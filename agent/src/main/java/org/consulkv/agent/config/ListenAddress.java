package org.consulkv.agent.config;

import java.nio.file.Path;

/// Where a listener listens.
public sealed interface ListenAddress {
  /// A host and port.
  ///
  /// @param host a numeric address
  record Tcp(String host, int port) implements ListenAddress {
    @Override
    public String toString() {
      return host.indexOf(':') < 0 ? host + ":" + port : "[" + host + "]:" + port;
    }
  }

  /// A unix domain socket.
  record Unix(Path path) implements ListenAddress {
    @Override
    public String toString() {
      return "unix://" + path;
    }
  }
}
