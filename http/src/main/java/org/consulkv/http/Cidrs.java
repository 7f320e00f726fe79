package org.consulkv.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;

/// Networks that may write; none means everybody.
final class Cidrs {
  private final List<Network> networks = new ArrayList<>();

  private record Network(InetAddress base, int prefixLength) {
    boolean contains(InetAddress address) {
      byte[] a = base.getAddress();
      byte[] b = address.getAddress();
      if (a.length != b.length) {
        return false;
      }
      for (int bit = 0; bit < prefixLength; bit++) {
        int mask = 0x80 >> (bit & 7);
        if (((a[bit >> 3] ^ b[bit >> 3]) & mask) != 0) {
          return false;
        }
      }
      return true;
    }
  }

  /// @param texts as `10.0.0.0/8`
  /// @throws IllegalArgumentException if one is no network
  Cidrs(List<String> texts) {
    for (String text : texts) {
      int slash = text.indexOf('/');
      if (slash < 0) {
        throw new IllegalArgumentException(
            "http_config.allow_write_http_from: not a network: " + text);
      }
      InetAddress base = InetAddress.ofLiteral(text.substring(0, slash));
      networks.add(new Network(base, Integer.parseInt(text.substring(slash + 1))));
    }
  }

  /// Clients on a unix socket are local.
  boolean admits(SocketAddress client) {
    if (networks.isEmpty() || !(client instanceof InetSocketAddress internet)) {
      return true;
    }
    return networks.stream().anyMatch(network -> network.contains(internet.getAddress()));
  }
}
