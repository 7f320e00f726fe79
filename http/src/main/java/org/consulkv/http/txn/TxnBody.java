package org.consulkv.http.txn;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.consulkv.http.GoNumbers;
import org.consulkv.http.catalog.CatalogBody;
import org.consulkv.http.json.BadJson;
import org.consulkv.http.json.JsonObject;
import org.consulkv.http.json.JsonReader;
import org.consulkv.runtime.Bytes;
import org.consulkv.server.ApiException;
import org.consulkv.server.ErrorKind;
import org.consulkv.state.kv.Key;
import org.consulkv.state.txn.CatalogVerb;
import org.consulkv.state.txn.KvVerb;
import org.consulkv.state.txn.TxnOp;
import org.jspecify.annotations.Nullable;

/// The operations in the body of a transaction.
final class TxnBody {
  private final String datacenter;
  private final long maxValueBytes;

  TxnBody(String datacenter, long maxValueBytes) {
    this.datacenter = datacenter;
    this.maxValueBytes = maxValueBytes;
  }

  List<TxnOp> read(byte[] body) throws BadJson {
    JsonNode list = JsonReader.read(body);
    if (list.isNull()) {
      return List.of();
    }
    if (!list.isArray()) {
      throw new BadJson("json: cannot unmarshal object into Go value of type api.TxnOps");
    }
    List<TxnOp> operations = new ArrayList<>(list.size());
    for (JsonNode element : list) {
      TxnOp operation = operation(element);
      if (operation != null) {
        operations.add(operation);
      }
    }
    return operations;
  }

  /// An element that names no operation counts for nothing.
  private @Nullable TxnOp operation(JsonNode element) throws BadJson {
    JsonObject fields = JsonObject.of(element, "KVTxnOp", "api.TxnOp");
    JsonObject kv = fields.object("KV", "api.KVTxnOp");
    if (kv != null) {
      return key(kv);
    }
    JsonObject node = fields.object("Node", "api.NodeTxnOp");
    if (node != null) {
      return node(node);
    }
    JsonObject service = fields.object("Service", "api.ServiceTxnOp");
    if (service != null) {
      return service(service);
    }
    JsonObject check = fields.object("Check", "api.CheckTxnOp");
    return check == null ? null : check(check);
  }

  private TxnOp key(JsonObject fields) throws BadJson {
    String word = fields.text("Verb");
    Key key = Key.of(fields.text("Key"));
    Bytes value = value(fields.text("Value"));
    if (value.length() > maxValueBytes) {
      throw new ApiException(
          ErrorKind.TOO_LARGE,
          "Value for key "
              + GoNumbers.quoted(key.text())
              + " is too large ("
              + value.length()
              + " > "
              + maxValueBytes
              + " bytes)");
    }
    long flags = fields.unsigned("Flags");
    long index = fields.unsigned("Index");
    String session = fields.text("Session");
    Optional<KvVerb> verb = KvVerb.parse(word);
    return verb.isPresent()
        ? new TxnOp.Kv(verb.get(), key, value, flags, index, session)
        : new TxnOp.UnknownVerb("KV", word);
  }

  private static Bytes value(String base64) throws BadJson {
    try {
      return Bytes.owning(Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException e) {
      throw new BadJson("illegal base64 data: " + e.getMessage());
    }
  }

  private TxnOp node(JsonObject fields) throws BadJson {
    String word = fields.text("Verb");
    Optional<CatalogVerb> verb = CatalogVerb.parse(word);
    JsonObject node = fields.object("Node", "api.Node");
    if (verb.isEmpty()) {
      return new TxnOp.UnknownVerb("Node", word);
    }
    return new TxnOp.OnNode(verb.get(), CatalogBody.node(node, datacenter));
  }

  private TxnOp service(JsonObject fields) throws BadJson {
    String word = fields.text("Verb");
    Optional<CatalogVerb> verb = CatalogVerb.parse(word);
    JsonObject service = fields.object("Service", "api.AgentService");
    if (verb.isEmpty()) {
      return new TxnOp.UnknownVerb("Service", word);
    }
    return new TxnOp.OnService(verb.get(), CatalogBody.service(service, fields.text("Node")));
  }

  private TxnOp check(JsonObject fields) throws BadJson {
    String word = fields.text("Verb");
    Optional<CatalogVerb> verb = CatalogVerb.parse(word);
    JsonObject check = fields.object("Check", "api.HealthCheck");
    if (verb.isEmpty()) {
      return new TxnOp.UnknownVerb("Check", word);
    }
    return new TxnOp.OnCheck(verb.get(), CatalogBody.check(check, ""));
  }
}
