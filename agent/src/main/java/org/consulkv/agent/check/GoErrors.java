package org.consulkv.agent.check;

import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.nio.channels.ClosedChannelException;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Failures of the network in the words that users of Consul know from its checks' output.
final class GoErrors {
  private GoErrors() {}

  /// `dial tcp 127.0.0.1:1: connect: connection refused`
  static String dial(InetSocketAddress address, Throwable cause) {
    return "dial tcp " + target(address) + ": connect: " + reason(cause);
  }

  /// `dial tcp: lookup nosuch: no such host`
  static String lookup(String host) {
    return "dial tcp: lookup " + host + ": no such host";
  }

  /// What went wrong on a connection, or before there was one.
  static String text(Throwable cause) {
    return switch (cause) {
      case DialException e -> String.valueOf(e.getMessage());
      case ClosedChannelException _ -> "EOF";
      case SSLException e -> tls(e);
      default -> cause.getCause() instanceof SSLException e ? tls(e) : reason(cause);
    };
  }

  static String reason(Throwable cause) {
    String message = message(cause);
    if (cause instanceof PortUnreachableException || message.contains("refused")) {
      return "connection refused";
    } else if (cause instanceof NoRouteToHostException || message.contains("No route")) {
      return "no route to host";
    } else if (message.contains("unreachable")) {
      return "network is unreachable";
    } else if (message.contains("reset")) {
      return "connection reset by peer";
    } else if (cause instanceof ConnectException && message.contains("timed out")) {
      return "i/o timeout";
    }
    return message;
  }

  @SuppressWarnings("ReferenceEquality") // an exception may name itself as its cause
  private static String tls(SSLException e) {
    Throwable root = e;
    for (Throwable next = e.getCause(); next != null && next != root; next = root.getCause()) {
      root = next;
    }
    String message = message(root);
    if (message.contains("unable to find valid certification path")) {
      return "x509: certificate signed by unknown authority";
    } else if (message.startsWith("No subject alternative")
        || message.startsWith("No name match")) {
      return "x509: certificate is not valid for this name: " + message;
    } else if (message.startsWith("NotAfter")) {
      return "x509: certificate has expired or is not yet valid: " + message;
    } else if (message.toLowerCase(Locale.ROOT).contains("not an ssl/tls record")) {
      return "tls: first record does not look like a TLS handshake";
    }
    return "tls: " + message;
  }

  private static String target(InetSocketAddress address) {
    return new HostPort(address.getAddress().getHostAddress(), address.getPort()).toString();
  }

  private static String message(Throwable cause) {
    @Nullable String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }
}
