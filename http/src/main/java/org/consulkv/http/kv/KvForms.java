package org.consulkv.http.kv;

import com.fasterxml.jackson.core.JsonGenerator;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.consulkv.http.Headers;
import org.consulkv.http.json.Json;
import org.consulkv.http.reading.Form;
import org.consulkv.state.kv.Key;
import org.consulkv.state.kv.KvEntry;

/// How answers about keys are written.
final class KvForms {
  /// An entry as a list of one.
  static final Form<Optional<KvEntry>> ENTRY = new EntryForm();

  /// An entry's value as it is.
  static final Form<Optional<KvEntry>> RAW = new RawForm();

  static final Form<List<KvEntry>> ENTRIES = new ListForm<>(KvJson::entries, 200, true);

  /// Keys below a prefix, of which there must be some.
  static final Form<List<Key>> KEYS = new ListForm<>(KvJson::keys, 40, true);

  /// All keys, of which there may be none.
  static final Form<List<Key>> ALL_KEYS = new ListForm<>(KvJson::keys, 40, false);

  private KvForms() {}

  private static final class EntryForm implements Form<Optional<KvEntry>> {
    @Override
    public int status(Optional<KvEntry> entry) {
      return entry.isPresent() ? 200 : 404;
    }

    @Override
    public byte[] headers() {
      return Headers.JSON;
    }

    @Override
    public int expectedBytes(Optional<KvEntry> entry) {
      return entry
          .map(e -> 256 + e.key().encoded().length() + e.value().length() * 4 / 3)
          .orElse(0);
    }

    @Override
    public void write(Optional<KvEntry> entry, boolean pretty, ByteBuf target) {
      if (entry.isPresent()) {
        Json.write(target, pretty, json -> write(json, entry.get()));
      }
    }

    private static void write(JsonGenerator json, KvEntry entry) throws IOException {
      json.writeStartArray();
      KvJson.entry(json, entry);
      json.writeEndArray();
    }
  }

  private static final class RawForm implements Form<Optional<KvEntry>> {
    @Override
    public int status(Optional<KvEntry> entry) {
      return entry.isPresent() ? 200 : 404;
    }

    @Override
    public byte[] headers() {
      return Headers.RAW_VALUE;
    }

    @Override
    public int expectedBytes(Optional<KvEntry> entry) {
      return entry.map(e -> e.value().length()).orElse(0);
    }

    @Override
    public void write(Optional<KvEntry> entry, boolean pretty, ByteBuf target) {
      entry.ifPresent(e -> target.writeBytes(e.value().shared()));
    }
  }

  private record ListForm<T>(Form.JsonWriter<List<T>> writer, int bytesEach, boolean mustHave)
      implements Form<List<T>> {
    @Override
    public int status(List<T> list) {
      return list.isEmpty() && mustHave ? 404 : 200;
    }

    @Override
    public byte[] headers() {
      return Headers.JSON;
    }

    @Override
    public int expectedBytes(List<T> list) {
      return 64 + list.size() * bytesEach;
    }

    @Override
    public void write(List<T> list, boolean pretty, ByteBuf target) {
      if (status(list) == 200) {
        Json.write(target, pretty, json -> writer.write(json, list));
      }
    }
  }
}
