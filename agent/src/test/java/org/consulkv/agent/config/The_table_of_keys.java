package org.consulkv.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.consulkv.agent.config.KeySpec.State;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class The_table_of_keys {
  /// Values that a key takes where any value of its kind would not do.
  private static final Map<String, String> VALUES =
      Map.ofEntries(
          Map.entry("acl.default_policy", "\"deny\""),
          Map.entry("addresses.dns", "\"127.0.0.9\""),
          Map.entry("addresses.http", "\"127.0.0.9\""),
          Map.entry("advertise_addr", "\"10.9.9.9\""),
          Map.entry("advertise_addr_ipv4", "\"10.9.9.9\""),
          Map.entry("advertise_addr_ipv6", "\"fd00::9\""),
          Map.entry("advertise_addr_wan", "\"10.9.9.9\""),
          Map.entry("advertise_addr_wan_ipv4", "\"10.9.9.9\""),
          Map.entry("advertise_addr_wan_ipv6", "\"fd00::9\""),
          Map.entry("addresses.https", "\"127.0.0.9\""),
          Map.entry("bind_addr", "\"127.0.0.9\""),
          Map.entry("bootstrap_expect", "3"),
          Map.entry("check", "{ name = \"c\" ttl = \"10s\" }"),
          Map.entry("checks", "[{ name = \"c\" ttl = \"10s\" }]"),
          Map.entry("client_addr", "\"127.0.0.9\""),
          Map.entry("datacenter", "\"east\""),
          Map.entry("data_dir", "\"/tmp/consul-kv-other\""),
          Map.entry("disable_host_node_id", "false"),
          Map.entry("dns_config.allow_stale", "false"),
          Map.entry("dns_config.enable_additional_node_meta_txt", "false"),
          Map.entry("dns_config.recursor_strategy", "\"random\""),
          Map.entry("dns_config.service_ttl", "{ web = \"3s\" }"),
          Map.entry("encrypt", "\"pUqJrVyVRj5jsiYEkM/tFQYfWyJIv4s3XkvDwy7Cu5s=\""),
          Map.entry("encrypt_verify_incoming", "false"),
          Map.entry("encrypt_verify_outgoing", "false"),
          Map.entry("gossip_lan.probe_timeout", "\"50ms\""),
          Map.entry("gossip_wan.probe_timeout", "\"50ms\""),
          Map.entry("http_config.allow_write_http_from", "[\"10.0.0.0/8\"]"),
          Map.entry("http_config.use_cache", "false"),
          Map.entry("leave_on_terminate", "false"),
          Map.entry("log_level", "\"warn\""),
          Map.entry("node_id", "\"07e9cb75-0de7-44db-92a9-67e2bfe5ab59\""),
          Map.entry("performance.raft_multiplier", "7"),
          Map.entry("reconnect_timeout", "\"80h\""),
          Map.entry("reconnect_timeout_wan", "\"80h\""),
          Map.entry("recursors", "[\"10.9.9.9\"]"),
          Map.entry("serf_lan", "\"127.0.0.9\""),
          Map.entry("serf_wan", "\"127.0.0.9\""),
          Map.entry("serf_lan_allowed_cidrs", "[\"10.0.0.0/8\"]"),
          Map.entry("serf_wan_allowed_cidrs", "[\"10.0.0.0/8\"]"),
          Map.entry("service", "{ name = \"s\" }"),
          Map.entry("services", "[{ name = \"s\" }]"),
          Map.entry("skip_leave_on_interrupt", "false"),
          Map.entry("autopilot.cleanup_dead_servers", "false"),
          Map.entry("server_rejoin_age_max", "\"24h\""),
          Map.entry("snapshot_agent.snapshot.interval", "\"1h\""),
          Map.entry("telemetry.filter_default", "false"),
          Map.entry("telemetry.prefix_filter", "[\"-consul.x\"]"),
          Map.entry("tls.defaults.tls_min_version", "\"TLSv1_3\""),
          Map.entry("tls.https.tls_min_version", "\"TLSv1_3\""),
          Map.entry("tls.internal_rpc.tls_min_version", "\"TLSv1_3\""),
          Map.entry("tls_min_version", "\"tls13\""),
          Map.entry("use_streaming_backend", "false"),
          Map.entry("unix_sockets.mode", "\"0770\""),
          Map.entry("watches", "[{ type = \"nodes\", args = [\"true\"] }]"));

  private static final String CERTIFICATES =
      "ca_file = \"ca.pem\"\ncert_file = \"c.pem\"\nkey_file = \"k.pem\"";

  /// Keys that need another one to be seen at work.
  private static final Map<String, String> COMPANIONS =
      Map.ofEntries(
          Map.entry("addresses.https", "ports { https = 8501 }"),
          Map.entry("bootstrap", "server = true"),
          Map.entry("bootstrap_expect", "server = true"),
          Map.entry("read_replica", "server = true"),
          Map.entry("skip_leave_on_interrupt", "server = true"),
          Map.entry("tls.defaults.verify_incoming", CERTIFICATES),
          Map.entry("tls.https.verify_incoming", CERTIFICATES),
          Map.entry("tls.defaults.verify_outgoing", CERTIFICATES),
          Map.entry("tls.defaults.verify_server_hostname", CERTIFICATES),
          Map.entry("tls.internal_rpc.verify_incoming", CERTIFICATES),
          Map.entry("tls.internal_rpc.verify_outgoing", CERTIFICATES),
          Map.entry("tls.internal_rpc.verify_server_hostname", CERTIFICATES),
          Map.entry("verify_incoming", CERTIFICATES),
          Map.entry("verify_incoming_rpc", CERTIFICATES),
          Map.entry("verify_outgoing", CERTIFICATES),
          Map.entry("verify_server_hostname", CERTIFICATES),
          Map.entry("verify_incoming_https", CERTIFICATES));

  @TempDir Path folder;

  @TestFactory
  Iterable<DynamicTest> has_only_keys_in_effect_that_change_the_configuration() {
    return KeySchema.CONSUL.paths().entrySet().stream()
        .filter(key -> key.getValue().state() == State.NOW)
        .map(key ->
            DynamicTest.dynamicTest(
                key.getKey(), () -> assertChanges(key.getKey(), key.getValue())))
        .toList();
  }

  private void assertChanges(String path, KeySpec spec) {
    Files_on_disk files = new Files_on_disk(folder);
    String companion = COMPANIONS.getOrDefault(path, "");
    String value = VALUES.getOrDefault(path, anyValue(spec));
    String entry =
        path.replace(".", " { ")
            + " = "
            + value
            + " }".repeat(path.replaceAll("[^.]", "").length());
    assertThat(files.check("x.hcl", companion + "\n" + entry))
        .isNotEqualTo(files.check("x.hcl", companion));
  }

  private static String anyValue(KeySpec spec) {
    return switch (spec.kind()) {
      case BOOL -> "true";
      case INT -> "1234";
      case FLOAT -> "1.5";
      case STRING -> "\"text\"";
      case DURATION -> "\"3h\"";
      case STRINGS -> "[\"text\"]";
      case MAP -> "{ name = \"text\" }";
      case ANY -> "{}";
      case BLOCK, BLOCKS -> "{}";
    };
  }

  @Test
  void says_of_every_key_that_is_read_that_it_is_in_effect_or_will_be() {
    Set<String> notRead = new TreeSet<>();
    KeySchema.CONSUL
        .paths()
        .forEach((path, spec) -> {
          if (spec.state() == State.NOW && !ConfigLoader.pathsInUse().contains(path)) {
            notRead.add(path);
          }
        });
    assertThat(notRead).isEmpty();
  }

  @Test
  void replaces_old_keys_by_keys_of_the_same_kind() {
    KeySchema.CONSUL
        .paths()
        .forEach((path, spec) -> {
          if (spec.replacement() != null) {
            assertThat(KeySchema.CONSUL.at(spec.replacement()).kind())
                .as(path)
                .isEqualTo(spec.kind());
          }
        });
  }

  @Test
  void has_a_key_for_every_flag() {
    assertThat(ConfigFlags.KEYS.values()).allSatisfy(path -> KeySchema.CONSUL.at(path));
  }
}
