package org.consulkv.faults.node;

import org.consulkv.testkit.machine.FreePort;

/// The ports of one node.
public record Ports(int http, int server, int serfLan, int serfWan) {
  /// For a node that has its host to itself.
  public static final Ports USUAL = new Ports(8500, 8300, 8301, 8302);

  /// Ports of the loopback address that nobody listens on now.
  public static Ports free() {
    return new Ports(FreePort.next(), FreePort.next(), FreePort.next(), FreePort.next());
  }
}
