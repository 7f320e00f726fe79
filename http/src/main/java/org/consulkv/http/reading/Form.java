package org.consulkv.http.reading;

import com.fasterxml.jackson.core.JsonGenerator;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;
import org.consulkv.http.Headers;
import org.consulkv.http.json.Json;

/// The way a kind of answer is written.
public interface Form<T> {
  /// 200; 404 for an answer without a body; another one for an error.
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
    return json(elements(each));
  }

  private static <T> JsonWriter<List<T>> elements(JsonWriter<T> each) {
    return (json, list) -> {
      json.writeStartArray();
      for (T element : list) {
        each.write(json, element);
      }
      json.writeEndArray();
    };
  }

  /// A JSON list; an empty one is not found.
  static <T> Form<List<T>> some(JsonWriter<T> each) {
    return json(elements(each), found -> !found.isEmpty());
  }

  /// The first of a list; none is not found.
  static <T> Form<List<T>> first(JsonWriter<T> writer) {
    return json((json, found) -> writer.write(json, found.getFirst()), found -> !found.isEmpty());
  }

  /// JSON, whatever was found.
  static <T> Form<T> json(JsonWriter<T> writer) {
    return json(writer, value -> true);
  }

  /// JSON, if there is something to be found.
  private static <T> Form<T> json(JsonWriter<T> writer, Predicate<T> isFound) {
    return new Form<>() {
      @Override
      public int status(T value) {
        return isFound.test(value) ? 200 : 404;
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
