package org.consulkv.agent.definition;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.consulkv.agent.check.CheckDefinition;
import org.consulkv.runtime.GoDuration;

/// Writes the definition of a check as the API has it, without what is not set; [CheckFields] reads
/// it.
public final class CheckJson {
  private final JsonGenerator json;

  private CheckJson(JsonGenerator json) {
    this.json = json;
  }

  public static void write(JsonGenerator json, CheckDefinition check) throws IOException {
    json.writeStartObject();
    new CheckJson(json).fields(check);
    json.writeEndObject();
  }

  private void fields(CheckDefinition check) throws IOException {
    text("CheckID", check.id());
    text("Name", check.name());
    text("Notes", check.notes());
    text("ServiceID", check.serviceId());
    text("Token", check.token());
    if (check.status() != null) {
      text("Status", check.status().text());
    }
    duration("TTL", check.ttl());
    duration("Interval", check.interval());
    duration("Timeout", check.timeout());
    duration("DeregisterCriticalServiceAfter", check.deregisterAfter());
    number("SuccessBeforePassing", check.successBeforePassing());
    number("FailuresBeforeWarning", check.failuresBeforeWarning());
    number("FailuresBeforeCritical", check.failuresBeforeCritical());
    number("OutputMaxSize", check.outputMaxSize());
    network(check);
    list("ScriptArgs", check.args());
    text("Shell", check.shell());
    text("DockerContainerID", check.dockerContainerId());
    text("OSService", check.osService());
    text("AliasNode", check.aliasNode());
    text("AliasService", check.aliasService());
  }

  private void network(CheckDefinition check) throws IOException {
    text("HTTP", check.http());
    text("Method", check.method());
    header(check.header());
    text("Body", check.body());
    flag("DisableRedirects", check.disableRedirects());
    text("TCP", check.tcp());
    flag("TCPUseTLS", check.tcpUseTls());
    text("UDP", check.udp());
    text("GRPC", check.grpc());
    flag("GRPCUseTLS", check.grpcUseTls());
    text("H2PING", check.h2ping());
    if (!check.h2ping().isEmpty()) {
      json.writeBooleanField("H2PingUseTLS", check.h2pingUseTls());
    }
    text("TLSServerName", check.tlsServerName());
    flag("TLSSkipVerify", check.tlsSkipVerify());
    text("ProxyHTTP", check.proxyHttp());
  }

  private void text(String name, String value) throws IOException {
    if (!value.isEmpty()) {
      json.writeStringField(name, value);
    }
  }

  private void flag(String name, boolean value) throws IOException {
    if (value) {
      json.writeBooleanField(name, true);
    }
  }

  private void number(String name, int value) throws IOException {
    if (value != 0) {
      json.writeNumberField(name, value);
    }
  }

  private void duration(String name, Duration value) throws IOException {
    if (!value.isZero()) {
      json.writeStringField(name, GoDuration.format(value));
    }
  }

  private void list(String name, List<String> values) throws IOException {
    if (!values.isEmpty()) {
      json.writeArrayFieldStart(name);
      for (String value : values) {
        json.writeString(value);
      }
      json.writeEndArray();
    }
  }

  private void header(Map<String, List<String>> header) throws IOException {
    if (!header.isEmpty()) {
      json.writeObjectFieldStart("Header");
      for (Map.Entry<String, List<String>> entry : header.entrySet()) {
        list(entry.getKey(), entry.getValue());
      }
      json.writeEndObject();
    }
  }
}
