package org.consulkv.cli.catalog;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.consulkv.cli.command.CommandError;
import org.consulkv.cli.command.Files;
import org.consulkv.cli.json.JsonError;
import org.consulkv.cli.json.JsonObject;
import org.consulkv.cli.json.JsonReader;
import org.jspecify.annotations.Nullable;

/// Service definitions in a configuration file, as the HTTP API takes them.
final class ServiceFile {
  private ServiceFile() {}

  /// Reads `service` and `services` of a file in JSON or HCL.
  static List<JsonObject> read(String path, HclReader hcl) {
    byte[] content;
    try {
      content = Files.read(path);
    } catch (IOException e) {
      throw new CommandError("Error: config: Open failed on " + path + ". " + e.getMessage());
    }
    @Nullable Object file;
    try {
      file =
          path.endsWith(".hcl")
              ? hcl.read(new String(content, StandardCharsets.UTF_8))
              : JsonReader.read(content);
    } catch (IOException e) {
      throw new CommandError("Error: failed to parse " + path + ": " + e.getMessage());
    } catch (JsonError e) {
      throw new CommandError("Error: failed to parse " + path + ": " + e.text());
    }
    List<JsonObject> services = new ArrayList<>();
    if (file instanceof JsonObject object) {
      add(services, object.get("service"));
      add(services, object.get("services"));
    }
    return services;
  }

  private static void add(List<JsonObject> services, @Nullable Object definition) {
    if (definition instanceof JsonObject service) {
      services.add(asInApi(service));
    }
    for (JsonObject service : JsonObject.objectsOf(definition)) {
      services.add(asInApi(service));
    }
  }

  /// Checks that are blocks of their own are a list in the API.
  private static JsonObject asInApi(JsonObject definition) {
    JsonObject service = camelCase(definition);
    if (!(service.get("Check") instanceof List<?> checks)) {
      return service;
    }
    JsonObject moved = new JsonObject();
    for (String name : service.names()) {
      moved.put(name.equals("Check") ? "Checks" : name, service.get(name));
    }
    return moved.put("Checks", checks);
  }

  /// The names of the API for those of configuration files: `enable_tag_override` becomes
  /// `EnableTagOverride`. Keys that are the user's own stay.
  private static JsonObject camelCase(JsonObject object) {
    JsonObject converted = new JsonObject();
    for (String name : object.names()) {
      Object value = object.get(name);
      boolean own = name.equals("meta") || name.equals("header");
      boolean ownKeys = name.equals("tagged_addresses");
      converted.put(camelCase(name), own ? value : ownKeys ? insideOf(value) : converted(value));
    }
    return converted;
  }

  private static @Nullable Object converted(@Nullable Object value) {
    if (value instanceof JsonObject object) {
      return camelCase(object);
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> all = new ArrayList<>();
      for (Object element : list) {
        all.add(converted(element));
      }
      return all;
    }
    return value;
  }

  private static @Nullable Object insideOf(@Nullable Object value) {
    if (!(value instanceof JsonObject object)) {
      return value;
    }
    JsonObject inside = new JsonObject();
    for (String name : object.names()) {
      inside.put(name, converted(object.get(name)));
    }
    return inside;
  }

  private static String camelCase(String name) {
    StringBuilder camel = new StringBuilder();
    boolean start = true;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '_') {
        start = true;
        continue;
      }
      camel.append(start ? Character.toUpperCase(c) : c);
      start = false;
    }
    return camel.toString().equals("Id") ? "ID" : camel.toString();
  }
}
