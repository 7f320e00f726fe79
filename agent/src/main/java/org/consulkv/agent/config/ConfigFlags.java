package org.consulkv.agent.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.consulkv.agent.config.KeySpec.Kind;
import org.consulkv.runtime.GoDuration;

/// The flags of `consul agent` and the keys they stand for.
public final class ConfigFlags {
  /// Every flag that stands for a key, with the key's path.
  static final Map<String, String> KEYS = keys();

  private ConfigFlags() {}

  private static Map<String, String> keys() {
    Map<String, String> keys = new LinkedHashMap<>();
    for (String name :
        """
        alt-domain bootstrap bootstrap-expect data-dir datacenter default-query-time \
        disable-host-node-id disable-keyring-file domain enable-local-script-checks \
        enable-script-checks encrypt log-file log-json log-level log-rotate-bytes \
        log-rotate-duration log-rotate-max-files max-query-time node-id node-meta pid-file \
        primary-gateway protocol raft-protocol read-replica retry-interval retry-interval-wan \
        retry-join retry-join-wan retry-max retry-max-wan segment serf-lan-allowed-cidrs \
        serf-wan-allowed-cidrs server check_output_max_size\
        """
            .split(" +", -1)) {
      keys.put(name, name.replace('-', '_'));
    }
    for (String name : List.of("dns", "grpc", "grpc-tls", "http", "https", "server")) {
      keys.put(name + "-port", "ports." + name.replace('-', '_'));
    }
    keys.put("serf-lan-port", "ports.serf_lan");
    keys.put("serf-wan-port", "ports.serf_wan");
    keys.put("advertise", "advertise_addr");
    keys.put("advertise-wan", "advertise_addr_wan");
    keys.put("allow-write-http-from", "http_config.allow_write_http_from");
    keys.put("bind", "bind_addr");
    keys.put("client", "client_addr");
    keys.put("join", "start_join");
    keys.put("join-wan", "start_join_wan");
    keys.put("node", "node_name");
    keys.put("non-voting-server", "non_voting_server");
    keys.put("primary-gateway", "primary_gateways");
    keys.put("recursor", "recursors");
    keys.put("rejoin", "rejoin_after_leave");
    keys.put("serf-lan-bind", "serf_lan");
    keys.put("serf-wan-bind", "serf_wan");
    keys.put("syslog", "enable_syslog");
    keys.put("ui", "ui_config.enabled");
    keys.put("ui-content-path", "ui_config.content_path");
    keys.put("ui-dir", "ui_config.dir");
    return Map.copyOf(keys);
  }

  /// Sorts flags, in the order given, into what they mean.
  public static ConfigInput input(List<FlagValue> flags) {
    boolean dev = false;
    List<Path> files = new ArrayList<>();
    List<String> fragments = new ArrayList<>();
    Optional<String> format = Optional.empty();
    List<FlagValue> keyed = new ArrayList<>();
    for (FlagValue flag : flags) {
      switch (flag.name()) {
        case "dev" -> dev = truth(flag);
        case "config-file", "config-dir" -> files.add(Path.of(flag.value()));
        case "config-format" -> format = Optional.of(flag.value());
        case "hcl" -> fragments.add(flag.value());
        default -> keyed.add(flag);
      }
    }
    return new ConfigInput(dev, files, format, fragments, keyed);
  }

  /// What the flags set.
  static Settings settings(KeySchema schema, List<FlagValue> flags) {
    Settings settings = new Settings();
    for (FlagValue flag : flags) {
      String path = KEYS.get(flag.name());
      if (path == null) {
        throw new ConfigException("flag provided but not defined: -" + flag.name());
      }
      KeySpec spec = schema.at(path);
      settings.add(path, new Setting(spec, value(flag, spec.kind()), "-" + flag.name()));
    }
    return settings;
  }

  private static Object value(FlagValue flag, Kind kind) {
    String text = flag.value();
    return switch (kind) {
      case BOOL -> truth(flag);
      case INT -> whole(flag);
      case DURATION -> duration(flag);
      case STRINGS -> List.of(text);
      case MAP -> pair(flag);
      default -> text;
    };
  }

  private static boolean truth(FlagValue flag) {
    return switch (flag.value().toLowerCase(Locale.ROOT)) {
      case "true", "1", "t" -> true;
      case "false", "0", "f" -> false;
      default -> throw invalid(flag, "parse error");
    };
  }

  private static Long whole(FlagValue flag) {
    try {
      return Long.decode(flag.value());
    } catch (NumberFormatException e) {
      throw invalid(flag, "parse error");
    }
  }

  private static Object duration(FlagValue flag) {
    try {
      return GoDuration.parse(flag.value());
    } catch (IllegalArgumentException e) {
      throw invalid(flag, String.valueOf(e.getMessage()));
    }
  }

  private static Map<String, String> pair(FlagValue flag) {
    int colon = flag.value().indexOf(':');
    return colon < 0
        ? Map.of(flag.value(), "")
        : Map.of(flag.value().substring(0, colon), flag.value().substring(colon + 1));
  }

  private static ConfigException invalid(FlagValue flag, String reason) {
    return new ConfigException(
        "invalid value \"" + flag.value() + "\" for flag -" + flag.name() + ": " + reason);
  }
}
