package org.consulkv.agent.check;

/// Where to connect, as written: `host:port`, the host a name or an address, IPv6 in brackets.
///
/// @param host without brackets; empty means this machine
record HostPort(String host, int port) {
  /// @throws IllegalArgumentException with Go's words for what is wrong
  static HostPort parse(String text) {
    int colon = text.lastIndexOf(':');
    boolean bracketed = text.startsWith("[");
    int hostEnd = bracketed ? text.indexOf(']') : colon;
    if (colon < 0 || (bracketed && colon != hostEnd + 1)) {
      throw new IllegalArgumentException("address " + text + ": missing port in address");
    }
    String host = bracketed ? text.substring(1, hostEnd) : text.substring(0, colon);
    if (!bracketed && host.indexOf(':') >= 0) {
      throw new IllegalArgumentException("address " + text + ": too many colons in address");
    }
    return new HostPort(host, port(text.substring(colon + 1)));
  }

  private static int port(String text) {
    try {
      int port = Integer.parseInt(text);
      if (port >= 0 && port <= 65535) {
        return port;
      }
    } catch (NumberFormatException _) {
      throw new IllegalArgumentException("lookup tcp/" + text + ": unknown port");
    }
    throw new IllegalArgumentException("address " + text + ": invalid port");
  }

  /// As Go writes it: with brackets if the host has colons.
  @Override
  public String toString() {
    return host.indexOf(':') >= 0 ? "[" + host + "]:" + port : host + ":" + port;
  }
}
