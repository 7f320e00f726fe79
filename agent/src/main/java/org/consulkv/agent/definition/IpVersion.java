package org.consulkv.agent.definition;

import java.net.Inet4Address;
import java.net.InetAddress;

/// Which kind of IP address a text is.
final class IpVersion {
  private IpVersion() {}

  /// `ipv4`, `ipv6`, or nothing for a text that is no address, such as a host's name.
  static String of(String text) {
    try {
      return text.isEmpty()
          ? ""
          : InetAddress.ofLiteral(text) instanceof Inet4Address ? "ipv4" : "ipv6";
    } catch (IllegalArgumentException _) {
      return "";
    }
  }
}
