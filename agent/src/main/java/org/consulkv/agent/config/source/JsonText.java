package org.consulkv.agent.config.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Reads JSON. A name given twice keeps its last value, as in Consul.
public final class JsonText {
  private static final JsonFactory FACTORY = new JsonFactory();

  private final JsonParser parser;

  private JsonText(JsonParser parser) {
    this.parser = parser;
  }

  /// @throws SyntaxException if the text is not one JSON object
  public static Node.Fields parse(String text) throws SyntaxException {
    try (JsonParser parser = FACTORY.createParser(text)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        throw new SyntaxException("unexpected end of JSON input");
      }
      Node node = new JsonText(parser).value(first);
      if (!(node instanceof Node.Fields fields)) {
        throw new SyntaxException(
            "json: cannot unmarshal " + node.kind() + " into a configuration");
      }
      if (parser.nextToken() != null) {
        throw SyntaxException.at(
            parser.currentTokenLocation().getLineNr(),
            parser.currentTokenLocation().getColumnNr(),
            "more text after the end of the object");
      }
      return fields;
    } catch (JsonEOFException e) {
      throw new SyntaxException("unexpected end of JSON input");
    } catch (JsonParseException e) {
      throw SyntaxException.at(
          e.getLocation().getLineNr(), e.getLocation().getColumnNr(), e.getOriginalMessage());
    } catch (IOException e) {
      throw new SyntaxException(String.valueOf(e.getMessage()));
    }
  }

  private Node value(JsonToken token) throws IOException {
    int line = parser.currentTokenLocation().getLineNr();
    return switch (token) {
      case START_OBJECT -> object(line);
      case START_ARRAY -> array(line);
      case VALUE_NUMBER_INT -> whole(line);
      case VALUE_NUMBER_FLOAT -> Node.Numeral.of(parser.getDoubleValue(), line);
      case VALUE_TRUE -> new Node.Flag(true, line);
      case VALUE_FALSE -> new Node.Flag(false, line);
      case VALUE_NULL -> new Node.Null(line);
      default -> new Node.Text(parser.getText(), line);
    };
  }

  private Node whole(int line) throws IOException {
    return switch (parser.getNumberType()) {
      case INT, LONG -> Node.Numeral.of(parser.getLongValue(), line);
      default -> Node.Numeral.of(parser.getDoubleValue(), line);
    };
  }

  private Node array(int line) throws IOException {
    List<Node> items = new ArrayList<>();
    for (JsonToken next = required(); next != JsonToken.END_ARRAY; next = required()) {
      items.add(value(next));
    }
    return new Node.Items(items, line);
  }

  private Node object(int line) throws IOException {
    List<Node.Field> fields = new ArrayList<>();
    while (required() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      int nameLine = parser.currentTokenLocation().getLineNr();
      fields.removeIf(field -> field.name().equals(name));
      fields.add(new Node.Field(name, value(required()), nameLine));
    }
    return new Node.Fields(fields, line);
  }

  private JsonToken required() throws IOException {
    JsonToken token = parser.nextToken();
    if (token == null) {
      throw new JsonEOFException(parser, JsonToken.NOT_AVAILABLE, "end of input");
    }
    return token;
  }
}
