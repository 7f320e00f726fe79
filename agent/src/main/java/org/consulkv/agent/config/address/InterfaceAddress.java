package org.consulkv.agent.config.address;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Set;

/// One address of one network interface.
///
/// @param flags of `up`, `loopback`, `point-to-point`, `multicast`, `broadcast`
public record InterfaceAddress(
    String name, InetAddress address, int prefixLength, Set<String> flags) {

  public InterfaceAddress {
    flags = Set.copyOf(flags);
  }

  /// The address in numbers, without a scope.
  public String text() {
    String host = address.getHostAddress();
    int scope = host.indexOf('%');
    return scope < 0 ? host : host.substring(0, scope);
  }

  boolean isIpv4() {
    return address instanceof Inet4Address;
  }

  /// Whether it is for use inside a site: RFC 1918, RFC 6598 and unique local addresses.
  boolean isPrivate() {
    byte[] bytes = address.getAddress();
    if (address instanceof Inet6Address) {
      return (bytes[0] & 0xfe) == 0xfc;
    }
    boolean shared = (bytes[0] & 0xff) == 100 && (bytes[1] & 0xc0) == 64;
    return address.isSiteLocalAddress() || shared;
  }

  /// Whether the world can reach it.
  boolean isPublic() {
    return !isPrivate() && !isLocal() && !address.isMulticastAddress();
  }

  /// Loopback, link-local or unspecified.
  boolean isLocal() {
    return address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isAnyLocalAddress();
  }
}
