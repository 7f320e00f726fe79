package org.consulkv.agent;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Locale;

/// Joining others, as far as an agent without gossip can: it finds itself, and says of others why
/// they cannot be joined.
final class Joining {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private Joining() {}

  /// Blocks until the address answers or does not.
  ///
  /// @param self this agent in the pool to join
  /// @param address `host` or `host:port`
  /// @throws AgentException unless it is this agent's own
  static void join(Member self, String address) {
    int colon = address.lastIndexOf(':');
    boolean hasPort = colon > address.lastIndexOf(']') && colon == address.indexOf(':');
    String host = hasPort ? address.substring(0, colon) : address;
    String number = hasPort ? address.substring(colon + 1) : Integer.toString(self.port());
    if (host.equals(self.address()) && number.equals(Integer.toString(self.port()))) {
      return;
    }
    String target = host + ":" + number;
    throw new AgentException(
        "1 error occurred:\n\t* Failed to join "
            + target
            + ": "
            + fault(target, host, number)
            + "\n\n");
  }

  private static String fault(String target, String host, String number) {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(host, Integer.parseInt(number)), (int) PATIENCE.toMillis());
      return "this release runs single servers and joins no others";
    } catch (ConnectException _) {
      return "dial tcp " + target + ": connect: connection refused";
    } catch (IOException | IllegalArgumentException e) {
      return "dial tcp " + target + ": " + String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    }
  }
}
