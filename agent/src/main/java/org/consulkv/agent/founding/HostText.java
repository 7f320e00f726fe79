package org.consulkv.agent.founding;

import java.net.InetSocketAddress;

/// An address as Raft's members are shown: `10.0.0.1:8300`, `[::1]:8300`.
public final class HostText {
  private HostText() {}

  public static String of(InetSocketAddress address) {
    String host =
        address.getAddress() == null
            ? address.getHostString()
            : address.getAddress().getHostAddress();
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + address.getPort();
  }
}
