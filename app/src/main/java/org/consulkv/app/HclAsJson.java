package org.consulkv.app;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.consulkv.agent.config.source.HclText;
import org.consulkv.agent.config.source.Node;
import org.consulkv.agent.config.source.SyntaxException;
import org.consulkv.cli.catalog.HclReader;
import org.consulkv.cli.json.JsonNumber;
import org.consulkv.cli.json.JsonObject;
import org.jspecify.annotations.Nullable;

/// Reads HCL for the client's commands, as a node reads its configuration.
final class HclAsJson implements HclReader {
  @Override
  public JsonObject read(String text) throws IOException {
    try {
      return object(HclText.parse(text));
    } catch (SyntaxException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static JsonObject object(Node.Fields fields) {
    Map<String, List<Node>> byName = new LinkedHashMap<>();
    for (Node.Field field : fields.entries()) {
      byName.computeIfAbsent(field.name(), _ -> new ArrayList<>()).add(field.value());
    }
    JsonObject object = new JsonObject();
    byName.forEach((name, values) ->
        object.put(name, values.size() == 1 ? value(values.getFirst()) : list(values)));
    return object;
  }

  private static @Nullable Object value(Node node) {
    return switch (node) {
      case Node.Text(var text, _) -> text;
      case Node.Flag(var flag, _) -> flag;
      case Node.Numeral number ->
          new JsonNumber(
              number.isWhole() ? Long.toString(number.whole()) : Double.toString(number.value()));
      case Node.Null _ -> null;
      case Node.Items(var items, _) -> list(items);
      case Node.Fields fields -> object(fields);
    };
  }

  private static List<@Nullable Object> list(List<Node> nodes) {
    List<@Nullable Object> values = new ArrayList<>();
    nodes.forEach(node -> values.add(value(node)));
    return values;
  }
}
