package org.consulkv.gossip.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.consulkv.gossip.swim.Address;
import org.consulkv.runtime.Bytes;

/// Addresses of the protocol and of sockets.
final class Sockets {
  private Sockets() {}

  static InetSocketAddress of(Address address) {
    try {
      return new InetSocketAddress(
          InetAddress.getByAddress(address.ip().toArray()), address.port());
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("not an address: " + address, e);
    }
  }

  /// @param address resolved
  static Address of(InetSocketAddress address) {
    return new Address(Bytes.owning(address.getAddress().getAddress()), address.getPort());
  }
}
