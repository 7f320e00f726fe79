package org.consulkv.gossip.swim;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.consulkv.runtime.Bytes;

/// Where a member listens, for packets and for streams alike.
///
/// @param ip 4 or 16 bytes
/// @param port 0 to 65535
public record Address(Bytes ip, int port) {
  /// @param literal an IP address in digits; names are not resolved
  /// @throws IllegalArgumentException if it is not an IP address
  public static Address of(String literal, int port) {
    return new Address(Bytes.owning(InetAddress.ofLiteral(literal).getAddress()), port);
  }

  /// The IP address in digits.
  public String host() {
    try {
      return InetAddress.getByAddress(ip.toArray()).getHostAddress();
    } catch (UnknownHostException e) {
      return "invalid address of " + ip.length() + " bytes";
    }
  }

  /// `10.0.0.1:8301` or `[::1]:8301`.
  @Override
  public String toString() {
    return ip.length() == 16 ? "[" + host() + "]:" + port : host() + ":" + port;
  }
}
