package org.consulkv.http.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/// Writes JSON in one of two layouts: compact, or indented by four spaces with a final line feed.
public final class Json {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(com.fasterxml.jackson.core.StreamWriteFeature.AUTO_CLOSE_TARGET)
          .build();
  private static final DefaultIndenter INDENT = new DefaultIndenter("    ", "\n");
  private static final DefaultPrettyPrinter PRETTY = pretty();

  private Json() {}

  /// Writes one value.
  public interface Content {
    void write(JsonGenerator json) throws IOException;
  }

  private static DefaultPrettyPrinter pretty() {
    Separators separators =
        Separators.createDefaultInstance()
            .withRootSeparator("")
            .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
            .withArrayEmptySeparator("")
            .withObjectEmptySeparator("");
    return new DefaultPrettyPrinter(separators)
        .withArrayIndenter(INDENT)
        .withObjectIndenter(INDENT);
  }

  /// Appends the value to a buffer.
  public static void write(ByteBuf target, boolean pretty, Content content) {
    write(new ByteBufOutputStream(target), pretty, content);
  }

  /// The value as bytes.
  public static byte[] bytes(boolean pretty, Content content) {
    var out = new ByteArrayOutputStream(256);
    write(out, pretty, content);
    return out.toByteArray();
  }

  private static void write(OutputStream out, boolean pretty, Content content) {
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      if (pretty) {
        json.setPrettyPrinter(PRETTY.createInstance());
      }
      content.write(json);
      if (pretty) {
        json.writeRaw('\n');
      }
    } catch (IOException e) {
      throw new UncheckedIOException("writing JSON to memory", e);
    }
  }

  /// A text given as UTF-8; what is malformed in it becomes U+FFFD.
  public static void text(JsonGenerator json, byte[] utf8) throws IOException {
    for (byte b : utf8) {
      if (b < 0) {
        json.writeString(GoText.decode(utf8));
        return;
      }
    }
    json.writeUTF8String(utf8, 0, utf8.length);
  }

  /// A number of 64 bits without sign.
  public static void unsigned(JsonGenerator json, long value) throws IOException {
    if (value >= 0) {
      json.writeNumber(value);
    } else {
      json.writeNumber(Long.toUnsignedString(value));
    }
  }
}
