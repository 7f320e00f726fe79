package org.consulkv.http.txn;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.consulkv.http.catalog.CatalogJson;
import org.consulkv.http.kv.KvJson;
import org.consulkv.runtime.Bytes;
import org.consulkv.state.kv.Key;
import org.consulkv.state.kv.KvEntry;
import org.consulkv.state.txn.TxnOutcome;

/// The JSON of transactions' outcomes.
final class TxnJson {
  private TxnJson() {}

  /// The outcome of a transaction that could write.
  static void written(JsonGenerator json, TxnOutcome outcome) throws IOException {
    json.writeStartObject();
    outcome(json, outcome);
    json.writeEndObject();
  }

  /// The outcome of a transaction that only read: Consul shows how it was read, too.
  static void read(JsonGenerator json, TxnOutcome outcome, long index) throws IOException {
    json.writeStartObject();
    outcome(json, outcome);
    json.writeNumberField("Index", index);
    json.writeNumberField("LastContact", 0);
    json.writeBooleanField("KnownLeader", true);
    json.writeStringField("ConsistencyLevel", "");
    json.writeBooleanField("NotModified", false);
    json.writeNumberField("Backend", 0);
    json.writeEndObject();
  }

  private static void outcome(JsonGenerator json, TxnOutcome outcome) throws IOException {
    switch (outcome) {
      case TxnOutcome.Committed(List<TxnOutcome.Result> results) -> {
        json.writeArrayFieldStart("Results");
        for (TxnOutcome.Result result : results) {
          result(json, result);
        }
        json.writeEndArray();
        json.writeNullField("Errors");
      }
      case TxnOutcome.RolledBack(List<TxnOutcome.Failure> failures) -> {
        json.writeNullField("Results");
        json.writeArrayFieldStart("Errors");
        for (TxnOutcome.Failure failure : failures) {
          json.writeStartObject();
          json.writeNumberField("OpIndex", failure.operation());
          json.writeStringField("What", failure.what());
          json.writeEndObject();
        }
        json.writeEndArray();
      }
    }
  }

  private static void result(JsonGenerator json, TxnOutcome.Result result) throws IOException {
    json.writeStartObject();
    switch (result) {
      case TxnOutcome.OfKey(KvEntry entry) -> {
        json.writeFieldName("KV");
        KvJson.entry(json, entry);
      }
      case TxnOutcome.NoKey(Key key) -> {
        json.writeFieldName("KV");
        KvJson.entry(json, new KvEntry(key, Bytes.EMPTY, 0, 0, null, 0, 0));
      }
      case TxnOutcome.OfNode(var node) -> {
        json.writeFieldName("Node");
        CatalogJson.node(json, node);
      }
      case TxnOutcome.OfService(var service) -> {
        json.writeFieldName("Service");
        CatalogJson.service(json, service, false);
      }
      case TxnOutcome.OfCheck(var check) -> {
        json.writeFieldName("Check");
        CatalogJson.check(json, check, false);
      }
    }
    json.writeEndObject();
  }
}
