package org.consulkv.http.ui;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Collection;
import java.util.SortedSet;
import org.consulkv.http.catalog.CatalogJson;
import org.consulkv.state.catalog.Check;
import org.consulkv.state.catalog.Node;
import org.consulkv.state.catalog.Service;

/// The JSON of what the web interface shows.
final class UiJson {
  private UiJson() {}

  static void node(JsonGenerator json, NodeFeed feed) throws IOException {
    Node node = feed.node();
    json.writeStartObject();
    json.writeStringField("ID", node.id());
    json.writeStringField("Node", node.name());
    json.writeStringField("Address", node.address());
    json.writeFieldName("TaggedAddresses");
    CatalogJson.map(json, node.taggedAddresses());
    json.writeFieldName("Meta");
    CatalogJson.map(json, node.meta());
    json.writeArrayFieldStart("Services");
    for (Service service : feed.services()) {
      CatalogJson.service(json, service, false);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("Checks");
    for (Check check : feed.checks()) {
      CatalogJson.check(json, check, false);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  /// What belongs to the service mesh says that there is none.
  static void service(JsonGenerator json, ServiceFeed feed, String datacenter) throws IOException {
    json.writeStartObject();
    json.writeStringField("Name", feed.name());
    json.writeStringField("Datacenter", datacenter);
    json.writeFieldName("Tags");
    texts(json, feed.tags());
    json.writeFieldName("Nodes");
    texts(json, feed.nodes());
    json.writeFieldName("ExternalSources");
    texts(json, feed.externalSources());
    json.writeNumberField("InstanceCount", feed.instances());
    json.writeNumberField("ChecksPassing", feed.passing());
    json.writeNumberField("ChecksWarning", feed.warning());
    json.writeNumberField("ChecksCritical", feed.critical());
    json.writeObjectFieldStart("GatewayConfig");
    json.writeEndObject();
    json.writeBooleanField("TransparentProxy", false);
    json.writeBooleanField("ConnectedWithProxy", false);
    json.writeBooleanField("ConnectedWithGateway", false);
    json.writeEndObject();
  }

  private static void texts(JsonGenerator json, SortedSet<String> texts) throws IOException {
    if (texts.isEmpty()) {
      json.writeNull();
      return;
    }
    json.writeStartArray();
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  static void overview(JsonGenerator json, Overview overview) throws IOException {
    json.writeStartObject();
    counts(json, "Nodes", overview.nodes());
    counts(json, "Services", overview.services());
    counts(json, "Checks", overview.checks());
    json.writeEndObject();
  }

  private static void counts(JsonGenerator json, String name, Collection<Overview.Count> counts)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (Overview.Count count : counts) {
      json.writeStartObject();
      json.writeStringField("Name", count.name());
      json.writeNumberField("Total", count.total());
      json.writeNumberField("Passing", count.passing());
      json.writeNumberField("Warning", count.warning());
      json.writeNumberField("Critical", count.critical());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
