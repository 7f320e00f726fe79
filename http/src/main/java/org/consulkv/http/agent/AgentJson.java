package org.consulkv.http.agent;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.consulkv.agent.Member;
import org.consulkv.agent.Self;
import org.consulkv.agent.metrics.MetricsDump;

/// The JSON of what the agent says of itself.
final class AgentJson {
  private AgentJson() {}

  static void self(JsonGenerator json, Self self) throws IOException {
    json.writeStartObject();
    json.writeFieldName("Config");
    Values.write(json, self.config());
    json.writeFieldName("DebugConfig");
    Values.write(json, self.debugConfig());
    json.writeFieldName("Coord");
    Values.write(json, self.coordinate());
    json.writeFieldName("Member");
    member(json, self.member());
    json.writeFieldName("Stats");
    Values.write(json, self.stats());
    json.writeFieldName("Meta");
    Values.write(json, self.meta());
    json.writeEndObject();
  }

  static void members(JsonGenerator json, List<Member> members) throws IOException {
    json.writeStartArray();
    for (Member member : members) {
      member(json, member);
    }
    json.writeEndArray();
  }

  private static void member(JsonGenerator json, Member member) throws IOException {
    json.writeStartObject();
    json.writeStringField("Name", member.name());
    json.writeStringField("Addr", member.address());
    json.writeNumberField("Port", member.port());
    json.writeFieldName("Tags");
    Values.write(json, member.tags());
    json.writeNumberField("Status", member.status());
    json.writeNumberField("ProtocolMin", member.protocolMin());
    json.writeNumberField("ProtocolMax", member.protocolMax());
    json.writeNumberField("ProtocolCur", member.protocolCurrent());
    json.writeNumberField("DelegateMin", member.delegateMin());
    json.writeNumberField("DelegateMax", member.delegateMax());
    json.writeNumberField("DelegateCur", member.delegateCurrent());
    json.writeEndObject();
  }

  static void metrics(JsonGenerator json, MetricsDump dump) throws IOException {
    json.writeStartObject();
    json.writeStringField("Timestamp", dump.timestamp());
    json.writeArrayFieldStart("Gauges");
    for (MetricsDump.Gauge gauge : dump.gauges()) {
      json.writeStartObject();
      json.writeStringField("Name", gauge.name());
      json.writeNumberField("Value", gauge.value());
      json.writeFieldName("Labels");
      Values.write(json, gauge.labels());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("Points");
    json.writeEndArray();
    summaries(json, "Counters", dump.counters());
    summaries(json, "Samples", dump.samples());
    json.writeEndObject();
  }

  private static void summaries(
      JsonGenerator json, String name, List<MetricsDump.Summary> summaries) throws IOException {
    json.writeArrayFieldStart(name);
    for (MetricsDump.Summary summary : summaries) {
      json.writeStartObject();
      json.writeStringField("Name", summary.name());
      json.writeNumberField("Count", summary.count());
      json.writeNumberField("Rate", summary.rate());
      json.writeNumberField("Sum", summary.sum());
      json.writeNumberField("Min", summary.min());
      json.writeNumberField("Max", summary.max());
      json.writeNumberField("Mean", summary.mean());
      json.writeNumberField("Stddev", summary.stddev());
      json.writeFieldName("Labels");
      Values.write(json, summary.labels());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
