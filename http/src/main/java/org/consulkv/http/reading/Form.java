package org.consulkv.http.reading;

import com.fasterxml.jackson.core.JsonGenerator;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.util.List;
import org.consulkv.http.Headers;
import org.consulkv.http.json.Json;

/// The way a kind of answer is written.
public interface Form<T> {
  /// 200, or 404 for an answer without a body.
  int status(T value);

  /// Header lines that describe the body.
  byte[] headers();

  /// A guess that spares copying; any number will do.
  int expectedBytes(T value);

  void write(T value, boolean pretty, ByteBuf target);

  /// Writes a value as JSON.
  interface JsonWriter<T> {
    void write(JsonGenerator json, T value) throws IOException;
  }

  /// A JSON list, which may be empty.
  static <T> Form<List<T>> list(JsonWriter<T> each) {
    return json((json, list) -> {
      json.writeStartArray();
      for (T element : list) {
        each.write(json, element);
      }
      json.writeEndArray();
    });
  }

  /// JSON, whatever was found.
  static <T> Form<T> json(JsonWriter<T> writer) {
    return new Form<>() {
      @Override
      public int status(T value) {
        return 200;
      }

      @Override
      public byte[] headers() {
        return Headers.JSON;
      }

      @Override
      public int expectedBytes(T value) {
        return 1024;
      }

      @Override
      public void write(T value, boolean pretty, ByteBuf target) {
        Json.write(target, pretty, json -> writer.write(json, value));
      }
    };
  }
}
