package org.consulkv.http.kv;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.util.List;
import org.consulkv.http.json.Json;
import org.consulkv.state.kv.Key;
import org.consulkv.state.kv.KvEntry;
import org.consulkv.state.session.SessionId;

/// The JSON of keys and entries.
public final class KvJson {
  private static final SerializedString LOCK_INDEX = new SerializedString("LockIndex");
  private static final SerializedString KEY = new SerializedString("Key");
  private static final SerializedString FLAGS = new SerializedString("Flags");
  private static final SerializedString VALUE = new SerializedString("Value");
  private static final SerializedString SESSION = new SerializedString("Session");
  private static final SerializedString CREATE_INDEX = new SerializedString("CreateIndex");
  private static final SerializedString MODIFY_INDEX = new SerializedString("ModifyIndex");

  private KvJson() {}

  static void entries(JsonGenerator json, List<KvEntry> entries) throws IOException {
    json.writeStartArray();
    for (KvEntry entry : entries) {
      entry(json, entry);
    }
    json.writeEndArray();
  }

  /// One entry; an empty value is null.
  public static void entry(JsonGenerator json, KvEntry entry) throws IOException {
    json.writeStartObject();
    json.writeFieldName(LOCK_INDEX);
    json.writeNumber(entry.lockIndex());
    json.writeFieldName(KEY);
    Json.text(json, entry.key().encoded().shared());
    json.writeFieldName(FLAGS);
    Json.unsigned(json, entry.flags());
    json.writeFieldName(VALUE);
    byte[] value = entry.value().shared();
    if (value.length == 0) {
      json.writeNull();
    } else {
      json.writeBinary(value);
    }
    SessionId holder = entry.holder();
    if (holder != null) {
      json.writeFieldName(SESSION);
      json.writeString(holder.text());
    }
    json.writeFieldName(CREATE_INDEX);
    json.writeNumber(entry.createIndex());
    json.writeFieldName(MODIFY_INDEX);
    json.writeNumber(entry.modifyIndex());
    json.writeEndObject();
  }

  static void keys(JsonGenerator json, List<Key> keys) throws IOException {
    json.writeStartArray();
    for (Key key : keys) {
      Json.text(json, key.encoded().shared());
    }
    json.writeEndArray();
  }
}
