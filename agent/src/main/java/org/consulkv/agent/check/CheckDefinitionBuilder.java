package org.consulkv.agent.check;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Collects the fields of a [CheckDefinition]; what is not set stays unset, but H2PING uses TLS.
///
/// Threading: confined to the thread that builds.
public final class CheckDefinitionBuilder {
  private String id = "";
  private String name = "";
  private String notes = "";
  private String serviceId = "";
  private String token = "";
  private @Nullable CheckStatus status;
  private Duration ttl = Duration.ZERO;
  private Duration interval = Duration.ZERO;
  private Duration timeout = Duration.ZERO;
  private Duration deregisterAfter = Duration.ZERO;
  private int successBeforePassing;
  private int failuresBeforeWarning;
  private int failuresBeforeCritical;
  private int outputMaxSize;
  private String http = "";
  private String method = "";
  private Map<String, List<String>> header = Map.of();
  private String body = "";
  private boolean disableRedirects;
  private String tcp = "";
  private boolean tcpUseTls;
  private String udp = "";
  private String grpc = "";
  private boolean grpcUseTls;
  private String h2ping = "";
  private boolean h2pingUseTls = true;
  private List<String> args = List.of();
  private String shell = "";
  private String dockerContainerId = "";
  private String osService = "";
  private String aliasNode = "";
  private String aliasService = "";
  private String tlsServerName = "";
  private boolean tlsSkipVerify;
  private String proxyHttp = "";

  CheckDefinitionBuilder() {}

  CheckDefinitionBuilder(CheckDefinition from) {
    id = from.id();
    name = from.name();
    notes = from.notes();
    serviceId = from.serviceId();
    token = from.token();
    status = from.status();
    ttl = from.ttl();
    interval = from.interval();
    timeout = from.timeout();
    deregisterAfter = from.deregisterAfter();
    successBeforePassing = from.successBeforePassing();
    failuresBeforeWarning = from.failuresBeforeWarning();
    failuresBeforeCritical = from.failuresBeforeCritical();
    outputMaxSize = from.outputMaxSize();
    http = from.http();
    method = from.method();
    header = from.header();
    body = from.body();
    disableRedirects = from.disableRedirects();
    tcp = from.tcp();
    tcpUseTls = from.tcpUseTls();
    udp = from.udp();
    grpc = from.grpc();
    grpcUseTls = from.grpcUseTls();
    h2ping = from.h2ping();
    h2pingUseTls = from.h2pingUseTls();
    args = from.args();
    shell = from.shell();
    dockerContainerId = from.dockerContainerId();
    osService = from.osService();
    aliasNode = from.aliasNode();
    aliasService = from.aliasService();
    tlsServerName = from.tlsServerName();
    tlsSkipVerify = from.tlsSkipVerify();
    proxyHttp = from.proxyHttp();
  }

  public CheckDefinitionBuilder id(String value) {
    id = value;
    return this;
  }

  public CheckDefinitionBuilder name(String value) {
    name = value;
    return this;
  }

  public CheckDefinitionBuilder notes(String value) {
    notes = value;
    return this;
  }

  public CheckDefinitionBuilder serviceId(String value) {
    serviceId = value;
    return this;
  }

  public CheckDefinitionBuilder token(String value) {
    token = value;
    return this;
  }

  public CheckDefinitionBuilder status(@Nullable CheckStatus value) {
    status = value;
    return this;
  }

  public CheckDefinitionBuilder ttl(Duration value) {
    ttl = value;
    return this;
  }

  public CheckDefinitionBuilder interval(Duration value) {
    interval = value;
    return this;
  }

  public CheckDefinitionBuilder timeout(Duration value) {
    timeout = value;
    return this;
  }

  public CheckDefinitionBuilder deregisterAfter(Duration value) {
    deregisterAfter = value;
    return this;
  }

  /// How many results in a row change the status; zero is unset.
  public CheckDefinitionBuilder thresholds(int passing, int warning, int critical) {
    successBeforePassing = passing;
    failuresBeforeWarning = warning;
    failuresBeforeCritical = critical;
    return this;
  }

  public CheckDefinitionBuilder outputMaxSize(int value) {
    outputMaxSize = value;
    return this;
  }

  public CheckDefinitionBuilder http(String value) {
    http = value;
    return this;
  }

  public CheckDefinitionBuilder method(String value) {
    method = value;
    return this;
  }

  public CheckDefinitionBuilder header(Map<String, List<String>> value) {
    header = value;
    return this;
  }

  public CheckDefinitionBuilder body(String value) {
    body = value;
    return this;
  }

  public CheckDefinitionBuilder disableRedirects(boolean value) {
    disableRedirects = value;
    return this;
  }

  public CheckDefinitionBuilder tcp(String value) {
    tcp = value;
    return this;
  }

  public CheckDefinitionBuilder tcpUseTls(boolean value) {
    tcpUseTls = value;
    return this;
  }

  public CheckDefinitionBuilder udp(String value) {
    udp = value;
    return this;
  }

  public CheckDefinitionBuilder grpc(String value) {
    grpc = value;
    return this;
  }

  public CheckDefinitionBuilder grpcUseTls(boolean value) {
    grpcUseTls = value;
    return this;
  }

  public CheckDefinitionBuilder h2ping(String value) {
    h2ping = value;
    return this;
  }

  public CheckDefinitionBuilder h2pingUseTls(boolean value) {
    h2pingUseTls = value;
    return this;
  }

  public CheckDefinitionBuilder args(List<String> value) {
    args = value;
    return this;
  }

  public CheckDefinitionBuilder shell(String value) {
    shell = value;
    return this;
  }

  public CheckDefinitionBuilder dockerContainerId(String value) {
    dockerContainerId = value;
    return this;
  }

  public CheckDefinitionBuilder osService(String value) {
    osService = value;
    return this;
  }

  public CheckDefinitionBuilder aliasNode(String value) {
    aliasNode = value;
    return this;
  }

  public CheckDefinitionBuilder aliasService(String value) {
    aliasService = value;
    return this;
  }

  public CheckDefinitionBuilder tlsServerName(String value) {
    tlsServerName = value;
    return this;
  }

  public CheckDefinitionBuilder tlsSkipVerify(boolean value) {
    tlsSkipVerify = value;
    return this;
  }

  public CheckDefinitionBuilder proxyHttp(String value) {
    proxyHttp = value;
    return this;
  }

  /// The definition. Nothing is judged yet: see [CheckDefinition#fault].
  public CheckDefinition build() {
    return new CheckDefinition(
        id,
        name,
        notes,
        serviceId,
        token,
        status,
        ttl,
        interval,
        timeout,
        deregisterAfter,
        successBeforePassing,
        failuresBeforeWarning,
        failuresBeforeCritical,
        outputMaxSize,
        http,
        method,
        header,
        body,
        disableRedirects,
        tcp,
        tcpUseTls,
        udp,
        grpc,
        grpcUseTls,
        h2ping,
        h2pingUseTls,
        args,
        shell,
        dockerContainerId,
        osService,
        aliasNode,
        aliasService,
        tlsServerName,
        tlsSkipVerify,
        proxyHttp);
  }
}
