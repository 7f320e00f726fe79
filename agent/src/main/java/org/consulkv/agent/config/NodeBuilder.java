package org.consulkv.agent.config;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Builds who the node is.
final class NodeBuilder {
  private static final Pattern DATACENTER = Pattern.compile("[a-z0-9_-]+");
  private static final Pattern META_KEY = Pattern.compile("[a-zA-Z0-9_-]+");
  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final int META_PAIRS = 64;
  private static final int META_KEY_LENGTH = 128;
  private static final int META_VALUE_LENGTH = 512;

  private final Values values;
  private final String hostname;

  NodeBuilder(Values values, String hostname) {
    this.values = values;
    this.hostname = hostname;
  }

  NodeConfig build() {
    String datacenter = datacenter("datacenter", "dc1");
    String name = values.text("node_name").orElse(hostname).strip();
    if (name.isEmpty()) {
      throw new ConfigException("node_name cannot be empty");
    }
    String domain = values.text("domain", "consul.");
    return new NodeConfig(
        name,
        id(),
        datacenter,
        datacenter("primary_datacenter", datacenter),
        domain.endsWith(".") ? domain : domain + ".",
        meta(values.map("node_meta", Map.of())),
        values.flag("disable_host_node_id", true),
        values.flag("disable_coordinates", false));
  }

  private String datacenter(String key, String otherwise) {
    String name = values.text(key).orElse(otherwise).toLowerCase(Locale.ROOT);
    if (!DATACENTER.matcher(name).matches()) {
      throw new ConfigException(
          key
              + " can only contain lowercase alphanumeric, - or _ characters. received: \""
              + name
              + '"');
    }
    return name;
  }

  private Optional<String> id() {
    Optional<String> id = values.text("node_id").map(text -> text.toLowerCase(Locale.ROOT));
    id.ifPresent(text -> {
      if (!UUID.matcher(text).matches()) {
        throw new ConfigException("node_id is not a UUID: \"" + text + '"');
      }
    });
    return id;
  }

  private static Map<String, String> meta(Map<String, String> meta) {
    if (meta.size() > META_PAIRS) {
      throw new ConfigException(
          "Node Meta cannot contain more than " + META_PAIRS + " key/value pairs");
    }
    meta.forEach((key, value) -> {
      String reason = metaReason(key, value);
      if (!reason.isEmpty()) {
        throw new ConfigException(
            String.format(
                Locale.ROOT,
                "Couldn't load metadata pair (\"%s\", \"%s\"): %s",
                key,
                value,
                reason));
      }
    });
    return meta;
  }

  private static String metaReason(String key, String value) {
    if (key.isEmpty()) {
      return "Key cannot be blank";
    }
    if (!META_KEY.matcher(key).matches()) {
      return "Key contains invalid characters";
    }
    if (key.length() > META_KEY_LENGTH) {
      return "Key is too long (limit: " + META_KEY_LENGTH + " characters)";
    }
    if (key.startsWith("consul-")) {
      return "Key prefix 'consul-' is reserved for internal use";
    }
    return value.length() > META_VALUE_LENGTH
        ? "Value is too long (limit: " + META_VALUE_LENGTH + " characters)"
        : "";
  }
}
