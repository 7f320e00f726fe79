package org.consulkv.http.listener;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// Compression of whole answers.
final class Gzip {
  private Gzip() {}

  /// Whether the value of `Accept-Encoding` admits gzip.
  static boolean accepted(@Nullable String acceptEncoding) {
    if (acceptEncoding == null) {
      return false;
    }
    for (String coding : acceptEncoding.toLowerCase(Locale.ROOT).split(",", 32)) {
      String[] parts = coding.strip().split(";", 2);
      if (parts[0].strip().equals("gzip")) {
        return parts.length == 1 || !parts[1].replace(" ", "").matches("q=0(\\.0*)?");
      }
    }
    return false;
  }

  static byte[] compress(ByteBuf body) {
    return compress(
        body.readableBytes(), out -> body.getBytes(body.readerIndex(), out, body.readableBytes()));
  }

  static byte[] compress(byte[] body) {
    return compress(body.length, out -> out.write(body));
  }

  private interface Source {
    void writeTo(GZIPOutputStream out) throws IOException;
  }

  private static byte[] compress(int length, Source source) {
    var bytes = new ByteArrayOutputStream(length / 4 + 64);
    try (var out = new GZIPOutputStream(bytes, 8192)) {
      source.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException("compressing an answer in memory", e);
    }
    return bytes.toByteArray();
  }
}
