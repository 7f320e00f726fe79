package org.consulkv.server.operator;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.consulkv.runtime.LogStatus.Peer;

/// What `meta.json` of a snapshot archive says, with the field names that readers of Consul's
/// archives know.
///
/// @param id names the snapshot: term, index and time
/// @param index the store's index
/// @param size bytes of `state.bin`
public record SnapshotMeta(String id, long index, long term, List<Peer> peers, long size) {
  private static final JsonFactory JSON = new JsonFactory();

  public SnapshotMeta {
    peers = List.copyOf(peers);
  }

  byte[] toJson() throws IOException {
    var out = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeNumberField("Version", 1);
      json.writeStringField("ID", id);
      json.writeNumberField("Index", index);
      json.writeNumberField("Term", term);
      json.writeObjectFieldStart("Configuration");
      json.writeArrayFieldStart("Servers");
      for (Peer peer : peers) {
        json.writeStartObject();
        json.writeNumberField("Suffrage", peer.voter() ? 0 : 1);
        json.writeStringField("ID", peer.id());
        json.writeStringField("Address", peer.address());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeNumberField("ConfigurationIndex", 1);
      json.writeNumberField("Size", size);
      json.writeEndObject();
    }
    return out.toByteArray();
  }
}
