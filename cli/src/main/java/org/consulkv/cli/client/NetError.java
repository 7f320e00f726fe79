package org.consulkv.cli.client;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;

/// Errors of the network, worded as Go's `net` package does.
final class NetError {
  private NetError() {}

  static String describe(IOException error, Target target) {
    if (error instanceof UnknownHostException) {
      return "dial tcp: lookup " + target.host() + ": no such host";
    }
    if (error instanceof EOFException) {
      return "EOF";
    }
    String network = target.unix() ? "unix " : "tcp ";
    if (error instanceof SocketTimeoutException) {
      return "dial " + network + dialed(target) + ": i/o timeout";
    }
    String message = String.valueOf(error.getMessage());
    String reason = reason(message);
    if (!reason.isEmpty()) {
      return "dial " + network + dialed(target) + ": connect: " + reason;
    }
    if (message.contains("Connection reset") || message.contains("Broken pipe")) {
      return "read " + network + dialed(target) + ": connection reset by peer";
    }
    return message;
  }

  private static String dialed(Target target) {
    if (target.unix()) {
      return target.host();
    }
    boolean six = target.host().indexOf(':') >= 0;
    return (six ? "[" + target.host() + "]" : target.host()) + ":" + target.port();
  }

  private static String reason(String message) {
    if (message.contains("Connection refused")) {
      return "connection refused";
    }
    if (message.contains("No such file")) {
      return "no such file or directory";
    }
    if (message.contains("Permission denied")) {
      return "permission denied";
    }
    if (message.contains("No route to host")) {
      return "no route to host";
    }
    return message.contains("Network is unreachable") ? "network is unreachable" : "";
  }
}
