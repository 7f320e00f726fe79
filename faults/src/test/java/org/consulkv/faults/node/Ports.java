package org.consulkv.faults.node;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/// The ports of one node.
public record Ports(int http, int server, int serfLan, int serfWan) {
  /// For a node that has its host to itself.
  public static final Ports USUAL = new Ports(8500, 8300, 8301, 8302);

  // Below the ports the kernel gives to clients: while a node is down, one of its clients could
  // otherwise get the node's port for its own end.
  private static final int FIRST = 10_000;
  private static final int COUNT = 10_000;

  private static final AtomicInteger next =
      new AtomicInteger((int) (ProcessHandle.current().pid() * 97 % COUNT));

  /// Ports of the loopback address that nobody listens on now.
  public static Ports free() {
    return new Ports(freePort(), freePort(), freePort(), freePort());
  }

  private static int freePort() {
    for (int tries = 0; tries < COUNT; tries++) {
      int port = FIRST + Math.floorMod(next.getAndIncrement(), COUNT);
      try (ServerSocket socket = new ServerSocket()) {
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return port;
      } catch (IOException taken) {
        // try the next
      }
    }
    throw new AssertionError("no free port");
  }
}
