package org.consulkv.cli.client;

/// An agent's address, taken apart.
///
/// @param scheme `http` or `https`; unix sockets speak http
/// @param host host name or IP address without brackets, or the socket's path
/// @param port 0 for a unix socket
/// @param authority host and port as they appear in URLs
record Target(String scheme, String host, int port, String authority, boolean unix) {
  private static final String DEFAULT = "127.0.0.1:8500";

  static Target parse(String address, boolean tls) {
    String rest = address.isEmpty() ? DEFAULT : address;
    String scheme = tls ? "https" : "http";
    int mark = rest.indexOf("://");
    if (mark >= 0) {
      String given = rest.substring(0, mark);
      rest = rest.substring(mark + 3);
      switch (given) {
        case "unix" -> {
          return new Target("http", rest, 0, Escape.query(rest), true);
        }
        case "https" -> scheme = "https";
        case "http" -> {}
        default -> throw new ClientError("Unknown protocol scheme: " + given);
      }
    }
    while (rest.endsWith("/")) {
      rest = rest.substring(0, rest.length() - 1);
    }
    return split(scheme, rest);
  }

  private static Target split(String scheme, String authority) {
    int standard = scheme.equals("https") ? 443 : 80;
    int bracket = authority.lastIndexOf(']');
    int colon = authority.lastIndexOf(':');
    boolean hasPort = colon > bracket && (bracket >= 0 || authority.indexOf(':') == colon);
    String host = hasPort ? authority.substring(0, colon) : authority;
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    return new Target(
        scheme, host, hasPort ? port(authority, colon + 1) : standard, authority, false);
  }

  private static int port(String authority, int start) {
    int port = 0;
    for (int i = start; i < authority.length(); i++) {
      int digit = authority.charAt(i) - '0';
      port = port * 10 + digit;
      if (digit < 0 || digit > 9 || port > 65_535) {
        throw new ClientError("invalid port in address \"" + authority + "\"");
      }
    }
    return port;
  }
}
