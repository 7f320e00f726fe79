package org.consulkv.agent.lifecycle;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Locale;
import org.consulkv.agent.AgentException;

/// The port for other servers.
public final class ServerPort {
  private ServerPort() {}

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
}
