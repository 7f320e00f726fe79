package org.consulkv.agent.check;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Probers that go out to the network and to the machine. What they share is made when the first of
/// them needs it.
///
/// Threading: guarded by its own lock.
final class RealProbers implements ProberFactory {
  private static final String DOCKER_SOCKET = "/var/run/docker.sock";
  private static final String UNIX_SCHEME = "unix://";

  private @Nullable Network network;
  private @Nullable Commands commands;

  @Override
  public synchronized Prober prober(Probe.Active probe, CheckDefinition check, int outputLimit) {
    return switch (probe) {
      case Probe.Http http -> new HttpProber(network(), http, outputLimit);
      case Probe.Tcp tcp -> new TcpProber(network(), tcp);
      case Probe.Udp udp -> new UdpProber(network(), udp.target(), silence(check));
      case Probe.Grpc grpc -> new GrpcProber(network(), grpc);
      case Probe.H2Ping h2ping -> new H2PingProber(network(), h2ping);
      case Probe.Script script -> new ScriptProber(commands(), script.args(), outputLimit);
      case Probe.Docker docker ->
          new DockerProber(network(), network().unixAddress(dockerSocket()), docker, outputLimit);
      case Probe.OsService unit -> new SystemdProber(commands(), "systemctl", unit.name());
    };
  }

  /// Half the interval, so that silence does not make the next run late; ten seconds at most.
  private static Duration silence(CheckDefinition check) {
    Duration half = PeriodicCheck.interval(check).dividedBy(2);
    Duration most = Duration.ofSeconds(10);
    return half.compareTo(most) < 0 ? half : most;
  }

  private static Path dockerSocket() {
    return Optional.ofNullable(System.getenv("DOCKER_HOST"))
        .filter(host -> host.startsWith(UNIX_SCHEME))
        .map(host -> Path.of(host.substring(UNIX_SCHEME.length())))
        .orElse(Path.of(DOCKER_SOCKET));
  }

  private Network network() {
    if (network == null) {
      network = new Network();
    }
    return network;
  }

  private Commands commands() {
    if (commands == null) {
      commands = new Commands();
    }
    return commands;
  }

  @Override
  public synchronized void close() {
    if (network != null) {
      network.close();
    }
    if (commands != null) {
      commands.close();
    }
  }
}
