package org.consulkv.http.listener;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.consulkv.agent.config.ListenAddress;
import org.consulkv.agent.config.UnixSocketConfig;

/// What a listener is told.
///
/// @param tlsAddresses where it speaks TLS
/// @param handshakeTimeout how long a client may take to agree on TLS
/// @param maxConnectionsPerClient open connections of one client address; 0 or less for no limit.
///   Does not apply to unix sockets
/// @param maxHeaderBytes bound of a request line, and of a header section
/// @param responseHeaders added to every answer that comes from a route
/// @param loops event loops; 0 for one per processor
public record ListenerConfig(
    List<ListenAddress> addresses,
    List<ListenAddress> tlsAddresses,
    Duration handshakeTimeout,
    UnixSocketConfig unixSockets,
    int maxConnectionsPerClient,
    int maxHeaderBytes,
    Map<String, String> responseHeaders,
    int loops) {

  public ListenerConfig {
    addresses = List.copyOf(addresses);
    tlsAddresses = List.copyOf(tlsAddresses);
    responseHeaders = Map.copyOf(responseHeaders);
  }
}
