package org.consulkv.agent.config;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class A_configuration_with_errors {
  @TempDir Path folder;

  @Test
  void names_all_unknown_keys_of_a_file_inner_ones_first() {
    assertRefused(
        "bad.json",
        "{\"datacenter\":\"dc1\",\"nosuchkey\":1,\"ports\":{\"bogus\":3}}",
        "failed to parse "
            + folder
            + "/bad.json: 2 errors occurred:\n"
            + "\t* invalid config key ports.bogus\n"
            + "\t* invalid config key nosuchkey");
  }

  @Test
  void names_the_line_where_there_is_more_than_one() {
    assertRefused(
        "bad.hcl",
        "server = true\nports {\n  htpp = 1\n}\n",
        "1 error occurred:\n\t* invalid config key ports.htpp (line 3)");
    assertRefused(
        "list.hcl",
        "services = [\n{ name = \"a\" },\n{ nmae = \"b\" }\n]",
        "invalid config key services[1].nmae (line 3)");
  }

  @Test
  void names_the_key_and_the_kind_that_was_expected() {
    assertRefused(
        "x.hcl",
        "ports { http = \"x\" }",
        "'ports.http' expected type 'int', got unconvertible type 'string', value: 'x'");
    assertRefused("x.hcl", "server = 1", "'server' expected type 'bool'");
    assertRefused("x.hcl", "ports { http = 1.5 }", "'ports.http' expected type 'int'");
    assertRefused("x.hcl", "ports = 1", "'ports' expected a map, got 'int'");
    assertRefused("x.hcl", "recursors = \"a\"", "'recursors': source data must be an array");
    assertRefused("x.hcl", "recursors = [1]", "'recursors[0]' expected type 'string'");
    assertRefused("x.hcl", "node_meta { a = 1 }", "'node_meta[a]' expected type 'string'");
    assertRefused("x.hcl", "max_query_time = \"5x\"", "max_query_time: invalid duration: \"5x\"");
  }

  @Test
  void is_refused_for_values_that_cannot_be() {
    assertRefused("x.hcl", "ports { http = 70000 }", "ports.http cannot be 70000");
    assertRefused(
        "x.hcl", "limits { txn_max_req_len = 99000000 }", "txn_max_req_len cannot be 99000000");
    assertRefused("x.hcl", "performance { raft_multiplier = 11 }", "performance.raft_multiplier");
    assertRefused("x.hcl", "bootstrap_expect = -1", "bootstrap_expect cannot be -1");
    assertRefused(
        "x.hcl", "bootstrap_expect = 3", "'bootstrap_expect > 0' requires 'server = true'");
    assertRefused(
        "x.hcl", "client_addr = \"localhost\"", "client_addr: invalid ip address: localhost");
    assertRefused(
        "x.hcl", "bind_addr = \"1.1.1.1 2.2.2.2\"", "bind_addr: multiple addresses found");
    assertRefused("x.hcl", "bind_addr = \"{{ Nope }}\"", "bind_addr: unable to evaluate template");
    assertRefused("x.hcl", "advertise_addr = \"0.0.0.0\"", "Advertise address cannot be 0.0.0.0");
    assertRefused("x.hcl", "encrypt = \"abc\"", "encrypt has invalid key");
    assertRefused("x.hcl", "reconnect_timeout = \"1h\"", "reconnect_timeout must be >= 8h0m0s");
    assertRefused(
        "x.hcl",
        "server = true advertise_reconnect_timeout = \"15m\"",
        "advertise_reconnect_timeout can only be used on a client");
    assertRefused(
        "x.hcl",
        "retry_join = [\"provider=aws tag_key=consul\"]",
        "retry_join: \"provider=aws tag_key=consul\" asks a cloud for addresses");
    assertRefused("x.hcl", "node_id = \"x\"", "node_id is not a UUID");
    assertRefused("x.hcl", "node_meta { \"consul-x\" = \"\" }", "reserved for internal use");
    assertRefused("x.hcl", "datacenter = \"DC 1!\"", "received: \"dc 1!\"");
    assertRefused(
        "x.hcl", "log_level = \"bogus\"", "Invalid log level: bogus. Valid log levels are");
    assertRefused(
        "x.hcl", "http_config { allow_write_http_from = [\"10.0.0.1\"] }", "invalid CIDR address");
    assertRefused("x.hcl", "dns_config { service_ttl { a = \"1\" } }", "service_ttl[\"a\"]");
  }

  @Test
  void is_refused_without_a_data_directory() {
    Path file = new Files_on_disk(folder).write("a.hcl", "server = true");
    assertThatThrownBy(
            () -> ConfigLoader.check(ConfigInput.ofFiles(List.of(file), Optional.empty())))
        .hasMessage("data_dir cannot be empty");
  }

  private void assertRefused(String name, String text, String message) {
    assertThatThrownBy(() -> new Files_on_disk(folder).check(name, text))
        .as(text)
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(message);
  }
}
