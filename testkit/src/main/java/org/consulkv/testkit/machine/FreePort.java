package org.consulkv.testkit.machine;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/// Ports of the loopback address that nobody listens on now, for TCP and UDP alike.
///
/// Threading: thread-safe; no port is given twice within a round of thousands.
public final class FreePort {
  // Below the ports the kernel gives to clients: while a node is down, one of its clients could
  // otherwise get the node's port for its own end.
  private static final int FIRST = 10_000;
  private static final int COUNT = 10_000;

  private static final AtomicInteger NEXT =
      new AtomicInteger((int) (ProcessHandle.current().pid() * 97 % COUNT));

  private FreePort() {}

  /// The next one.
  ///
  /// @throws AssertionError if there is none
  public static int next() {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    for (int tries = 0; tries < COUNT; tries++) {
      int port = FIRST + Math.floorMod(NEXT.getAndIncrement(), COUNT);
      try (ServerSocket socket = new ServerSocket();
          DatagramSocket _ = new DatagramSocket(port, loopback)) {
        socket.bind(new InetSocketAddress(loopback, port));
        return port;
      } catch (IOException taken) {
        // try the next
      }
    }
    throw new AssertionError("no free port");
  }
}
