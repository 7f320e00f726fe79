package org.consulkv.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Several_sources {
  @TempDir Path folder;

  @SuppressWarnings("NullAway.Init") // set before each test
  private Files_on_disk files;

  @BeforeEach
  void write_files() {
    files = new Files_on_disk(folder);
  }

  @Test
  void of_a_directory_are_read_in_lexical_order_and_the_later_wins() {
    files.write("conf/b.hcl", "datacenter = \"b\" ports { http = 2 https = 3 }");
    files.write("conf/a.json", "{\"datacenter\": \"a\", \"ports\": {\"http\": 1, \"dns\": 4}}");
    files.write("conf/c.txt", "not read");
    files.write("conf/sub/d.hcl", "datacenter = \"d\"");
    AgentConfig config = check(folder.resolve("conf"));
    assertThat(config.node().datacenter()).isEqualTo("b");
    assertThat(config.ports()).isEqualTo(new PortConfig(4, 2, 3, -1, -1, 8301, 8302, 8300));
  }

  @Test
  void append_lists_and_merge_maps() {
    Path a =
        files.write(
            "a.hcl",
            "http_config { block_endpoints = [\"/a\"] response_headers { x = \"1\" y = \"1\" } }");
    Path b =
        files.write(
            "b.hcl", "http_config { block_endpoints = [\"/b\"] response_headers { y = \"2\" } }");
    HttpConfig http = check(a, b).http();
    assertThat(http.blockEndpoints()).containsExactly("/a", "/b");
    assertThat(http.responseHeaders()).isEqualTo(Map.of("x", "1", "y", "2"));
  }

  @Test
  void end_with_fragments_and_then_flags() {
    Path a = files.write("a.hcl", "datacenter = \"a\" ports { http = 1 } domain = \"a\"");
    ConfigInput input =
        ConfigFlags.input(
            List.of(
                new FlagValue("datacenter", "c"),
                new FlagValue("config-file", a.toString()),
                new FlagValue("hcl", "datacenter = \"b\" ports { http = 2 }"),
                new FlagValue("data-dir", "/tmp/consul-kv-no-such"),
                new FlagValue("node-meta", "k:v:w"),
                new FlagValue("node-meta", "l:m"),
                new FlagValue("server", "false")));
    AgentConfig config = ConfigLoader.check(input).config();
    assertThat(config.node().datacenter()).isEqualTo("c");
    assertThat(config.node().domain()).isEqualTo("a.");
    assertThat(config.ports().http()).isEqualTo(2);
    assertThat(config.node().meta()).isEqualTo(Map.of("k", "v:w", "l", "m"));
  }

  @Test
  void may_hold_null_for_whatever_they_do_not_set() {
    AgentConfig config = files.check("x.json", "{\"ports\": {\"http\": null}, \"tls\": null}");
    assertThat(config.ports()).isEqualTo(PortConfig.DEFAULT);
  }

  @Test
  void give_one_warning_for_each_key_that_is_old_or_not_in_effect() {
    LoadedConfig loaded =
        files.load("x.hcl", "ui = true\nexperiments = [\"a\"]\nstart_join = [\"b\"]");
    assertThat(loaded.config().ui().enabled()).isTrue();
    assertThat(loaded.warnings())
        .containsExactly(
            "The 'start_join' field is deprecated. Use the 'retry_join' field instead.",
            "The 'ui' field is deprecated. Use the 'ui_config.enabled' field instead.",
            "The 'experiments' field ("
                + folder
                + "/x.hcl:2) is accepted but not in effect in this"
                + " version.");
  }

  @Test
  void of_unknown_extension_are_passed_over_unless_a_format_is_given() {
    Path base = files.write("base.hcl", "data_dir = \"/tmp/consul-kv-no-such\"");
    Path text = files.write("c.conf", "datacenter = \"x\"");
    LoadedConfig loaded =
        ConfigLoader.check(ConfigInput.ofFiles(List.of(base, text), Optional.empty()));
    assertThat(loaded.config().node().datacenter()).isEqualTo("dc1");
    assertThat(loaded.warnings().getFirst()).contains("skipping file " + text);
    assertThat(
            ConfigLoader.check(ConfigInput.ofFiles(List.of(base, text), Optional.of("hcl")))
                .config()
                .node()
                .datacenter())
        .isEqualTo("x");
  }

  private AgentConfig check(Path... paths) {
    Path base = files.write("base.hcl", "data_dir = \"/tmp/consul-kv-no-such\"");
    List<Path> all = new java.util.ArrayList<>(List.of(base));
    all.addAll(List.of(paths));
    return ConfigLoader.check(ConfigInput.ofFiles(all, Optional.empty())).config();
  }
}
