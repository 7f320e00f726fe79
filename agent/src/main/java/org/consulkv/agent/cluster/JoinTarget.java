package org.consulkv.agent.cluster;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.consulkv.gossip.swim.Address;
import org.consulkv.runtime.Bytes;

/// Whom to join, as written: `host`, `host:port`, `[v6]:port`, the host an address or a name.
///
/// @param host without brackets
record JoinTarget(String host, int port) {
  /// @param otherwise the port if the text has none
  /// @throws IllegalArgumentException if the port is none
  static JoinTarget parse(String text, int otherwise) {
    String trimmed = text.strip();
    int close = trimmed.indexOf(']');
    if (trimmed.startsWith("[") && close > 0) {
      String rest = trimmed.substring(close + 1);
      return new JoinTarget(
          trimmed.substring(1, close),
          rest.startsWith(":") ? port(text, rest.substring(1)) : otherwise);
    }
    int colon = trimmed.indexOf(':');
    if (colon < 0 || colon != trimmed.lastIndexOf(':')) {
      return new JoinTarget(trimmed, otherwise);
    }
    return new JoinTarget(trimmed.substring(0, colon), port(text, trimmed.substring(colon + 1)));
  }

  private static int port(String text, String digits) {
    try {
      int port = Integer.parseInt(digits);
      if (port > 0 && port <= 65535) {
        return port;
      }
    } catch (NumberFormatException _) {
      // said below
    }
    throw new IllegalArgumentException("address " + text + ": invalid port");
  }

  /// All addresses that the host has. Blocks: it may ask a name server.
  ///
  /// @throws UnknownHostException if there are none
  List<Address> resolve() throws UnknownHostException {
    List<Address> all = new ArrayList<>();
    for (InetAddress one : InetAddress.getAllByName(host)) {
      all.add(new Address(Bytes.owning(one.getAddress()), port));
    }
    return all;
  }
}
