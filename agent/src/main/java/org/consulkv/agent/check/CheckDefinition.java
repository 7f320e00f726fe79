package org.consulkv.agent.check;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A check as its user defined it: the fields of the API and of configuration files, unset ones
/// empty, zero or null. [CheckDefinitionBuilder] makes one.
///
/// @param id unique on the agent
/// @param serviceId the service whose health it is; empty for the node's
/// @param token the ACL token its results are written with
/// @param status initial, until the first result; null for critical
/// @param interval as asked for; runs are never closer than [#MIN_INTERVAL]
/// @param timeout of one run; zero for the default of its kind
/// @param deregisterAfter zero for never
/// @param failuresBeforeWarning zero for the same as `failuresBeforeCritical`
/// @param outputMaxSize zero for the agent's
public record CheckDefinition(
    String id,
    String name,
    String notes,
    String serviceId,
    String token,
    @Nullable CheckStatus status,
    Duration ttl,
    Duration interval,
    Duration timeout,
    Duration deregisterAfter,
    int successBeforePassing,
    int failuresBeforeWarning,
    int failuresBeforeCritical,
    int outputMaxSize,
    String http,
    String method,
    Map<String, List<String>> header,
    String body,
    boolean disableRedirects,
    String tcp,
    boolean tcpUseTls,
    String udp,
    String grpc,
    boolean grpcUseTls,
    String h2ping,
    boolean h2pingUseTls,
    List<String> args,
    String shell,
    String dockerContainerId,
    String osService,
    String aliasNode,
    String aliasService,
    String tlsServerName,
    boolean tlsSkipVerify,
    String proxyHttp) {

  /// The shortest time between two runs.
  public static final Duration MIN_INTERVAL = Duration.ofSeconds(1);

  public CheckDefinition {
    header = Headers.copy(header);
    args = List.copyOf(args);
  }

  /// A builder with nothing set.
  public static CheckDefinitionBuilder builder() {
    return new CheckDefinitionBuilder();
  }

  /// A builder with everything set as here.
  public CheckDefinitionBuilder toBuilder() {
    return new CheckDefinitionBuilder(this);
  }

  /// Why no check can be made of this, in the words of the API without their prefix `Invalid check:
  /// `; empty if one can.
  public Optional<String> fault() {
    return CheckRules.fault(this);
  }

  /// How it finds out. With several kinds defined at once, the first of: alias, gRPC, H2PING, HTTP,
  /// TCP, UDP, Docker, script, OS service, TTL.
  public Probe probe() {
    Probe.Tls tls = new Probe.Tls(tlsServerName, tlsSkipVerify);
    if (isAlias()) {
      return new Probe.Alias(aliasNode, aliasService);
    } else if (!grpc.isEmpty()) {
      return new Probe.Grpc(grpc, grpcUseTls, tls);
    } else if (!h2ping.isEmpty()) {
      return new Probe.H2Ping(h2ping, h2pingUseTls, tls);
    } else if (!http.isEmpty()) {
      String url = proxyHttp.isEmpty() ? http : proxyHttp;
      return new Probe.Http(url, method, header, body, disableRedirects, tls);
    } else if (!tcp.isEmpty()) {
      return new Probe.Tcp(tcp, tcpUseTls, tls);
    } else if (!udp.isEmpty()) {
      return new Probe.Udp(udp);
    } else if (!args.isEmpty()) {
      return dockerContainerId.isEmpty()
          ? new Probe.Script(args)
          : new Probe.Docker(dockerContainerId, shell, args);
    } else if (!osService.isEmpty()) {
      return new Probe.OsService(osService);
    }
    return new Probe.Ttl();
  }

  /// What the API calls its kind: `http`, `ttl`, …
  public String type() {
    return probe().type();
  }

  boolean isAlias() {
    return !aliasNode.isEmpty() || !aliasService.isEmpty();
  }

  /// Whether runs are started by an interval.
  boolean isPeriodic() {
    return probe() instanceof Probe.Active;
  }

  /// What it starts with.
  public CheckStatus initialStatus() {
    return status == null ? CheckStatus.CRITICAL : status;
  }
}
