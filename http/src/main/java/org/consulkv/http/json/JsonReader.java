package org.consulkv.http.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the JSON of request bodies as Go does: what follows the first value is not looked at.
public final class JsonReader {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Pattern CHARACTER = Pattern.compile("\\('(.)' \\(code");

  private JsonReader() {}

  /// The first value in the body.
  public static JsonNode read(byte[] body) throws BadJson {
    // A string, so that no other encoding is guessed and a byte order mark is no white space.
    String text = new String(body, UTF_8);
    if (text.isBlank()) {
      throw new BadJson("EOF");
    }
    try (JsonParser parser = MAPPER.createParser(text)) {
      JsonNode node = MAPPER.readTree(parser);
      if (node == null) {
        throw new BadJson("EOF");
      }
      return node;
    } catch (JsonEOFException e) {
      throw new BadJson("unexpected EOF");
    } catch (JsonParseException e) {
      throw new BadJson(asGo(e));
    } catch (JsonProcessingException e) {
      throw new BadJson("json: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new UncheckedIOException("reading JSON from memory", e);
    }
  }

  private static String asGo(JsonParseException problem) {
    String message = problem.getOriginalMessage();
    Matcher character = CHARACTER.matcher(message);
    if (!character.find()) {
      return message.startsWith("Unrecognized token '")
          ? invalid(message.charAt("Unrecognized token '".length()), "beginning of value")
          : "json: " + message;
    }
    char c = character.group(1).charAt(0);
    boolean name = message.contains("field name") || message.contains("double-quote");
    return invalid(c, name ? "beginning of object key string" : "beginning of value");
  }

  private static String invalid(char c, String expected) {
    String shown = c == '\'' ? "\\'" : String.valueOf(c);
    return "invalid character '" + shown + "' looking for " + expected;
  }
}
