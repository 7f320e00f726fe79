package org.consulkv.agent.lifecycle;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Locale;
import org.consulkv.agent.AgentException;

/// The port for other servers. A node without any holds it all the same, so that a second agent on
/// the same ports fails as it would beside a cluster's server.
///
/// Threading: opened and closed by the thread that runs the agent.
public final class ServerPort implements AutoCloseable {
  private final ServerSocket socket;

  private ServerPort(ServerSocket socket) {
    this.socket = socket;
  }

  /// Takes the port; connections are closed as soon as they are made.
  ///
  /// @throws AgentException if it cannot be had
  public static ServerPort hold(String host, int port) {
    ServerPort held = new ServerPort(bind(host, port));
    Thread.ofVirtual().name("server-port").start(held::refuseAll);
    return held;
  }

  /// Finds out whether the port can be had.
  ///
  /// @throws AgentException if it cannot
  public static void requireFree(String host, int port) {
    try (ServerSocket _ = bind(host, port)) {
      return;
    } catch (IOException e) {
      throw new AgentException("closing " + host + ":" + port, e);
    }
  }

  /// The words for an address that cannot be listened on, as in `listen tcp 127.0.0.1:8300: bind:
  /// address already in use`.
  public static String refusal(String address, IOException reason) {
    String message = String.valueOf(reason.getMessage());
    boolean taken = message.contains("Address already in use");
    return String.format(
        Locale.ROOT,
        "listen tcp %s: bind: %s",
        address,
        taken ? "address already in use" : message.toLowerCase(java.util.Locale.ROOT));
  }

  private static ServerSocket bind(String host, int port) {
    try {
      ServerSocket socket = new ServerSocket();
      socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
      return socket;
    } catch (BindException e) {
      throw new AgentException(
          "Failed to start Consul server: Failed to start RPC layer: "
              + refusal(host + ":" + port, e),
          e);
    } catch (IOException e) {
      throw new AgentException(
          "Failed to start Consul server: Failed to start RPC layer: " + e.getMessage(), e);
    }
  }

  private void refuseAll() {
    while (!socket.isClosed()) {
      try {
        socket.accept().close();
      } catch (IOException _) {
        // closed, or a client that went away by itself
      }
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new AgentException("closing the server port: " + e.getMessage(), e);
    }
  }
}
