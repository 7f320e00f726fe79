package org.consulkv.agent.check;

import java.util.List;
import java.util.Map;

/// How a check finds out. A definition has exactly one.
public sealed interface Probe {
  /// What the API calls this kind: `http`, `ttl`, …
  String type();

  /// A kind that goes and looks, at an interval.
  sealed interface Active extends Probe {}

  /// Waits for heartbeats.
  record Ttl() implements Probe {
    @Override
    public String type() {
      return "ttl";
    }
  }

  /// A request; 2xx passes, 429 warns, all else is critical.
  ///
  /// @param method empty for GET
  record Http(
      String url,
      String method,
      Map<String, List<String>> header,
      String body,
      boolean disableRedirects,
      Tls tls)
      implements Active {
    public Http {
      header = Headers.copy(header);
    }

    @Override
    public String type() {
      return "http";
    }
  }

  /// A connection to `host:port`.
  record Tcp(String target, boolean useTls, Tls tls) implements Active {
    @Override
    public String type() {
      return "tcp";
    }
  }

  /// A datagram to `host:port` that is not refused.
  record Udp(String target) implements Active {
    @Override
    public String type() {
      return "udp";
    }
  }

  /// The gRPC health protocol, version 1, at `host:port` or `host:port/service`.
  record Grpc(String target, boolean useTls, Tls tls) implements Active {
    @Override
    public String type() {
      return "grpc";
    }
  }

  /// A PING of HTTP/2 at `host:port`.
  record H2Ping(String target, boolean useTls, Tls tls) implements Active {
    @Override
    public String type() {
      return "h2ping";
    }
  }

  /// A command on this machine, or in a container of it.
  sealed interface Command extends Active {
    /// The program and its arguments, not empty.
    List<String> args();
  }

  /// A command: exit 0 passes, 1 warns, all else is critical.
  record Script(List<String> args) implements Command {
    public Script {
      args = List.copyOf(args);
    }

    @Override
    public String type() {
      return "script";
    }
  }

  /// A command in a container; judged as a script is.
  ///
  /// @param shell empty to run the command as it is
  record Docker(String containerId, String shell, List<String> args) implements Command {
    public Docker {
      args = List.copyOf(args);
    }

    @Override
    public String type() {
      return "docker";
    }
  }

  /// A service of the operating system: a systemd unit.
  record OsService(String name) implements Active {
    @Override
    public String type() {
      return "os_service";
    }
  }

  /// Mirrors the checks of a service or of a node.
  ///
  /// @param node empty for this agent's
  /// @param serviceId empty for the node's own checks
  record Alias(String node, String serviceId) implements Probe {
    @Override
    public String type() {
      return "alias";
    }
  }

  /// How the certificate of a probed server is judged.
  ///
  /// @param serverName empty for the target's host
  record Tls(String serverName, boolean skipVerify) {
    public static final Tls DEFAULT = new Tls("", false);
  }
}
