package org.consulkv.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.consulkv.cli.agent.AgentCommand.Setting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class A_command_line {
  private final Shell shell = new Shell();

  @ParameterizedTest
  @ValueSource(strings = {"version", "-v", "-version", "--version"})
  void may_ask_for_the_version(String word) {
    assertThat(shell.run(word)).isZero();
    assertThat(shell.out()).startsWith("Consul v1.2.3\nProtocol 2 spoken by default");
  }

  @Test
  void may_ask_for_the_version_as_json() {
    shell.run("version", "-format=json");
    assertThat(shell.out()).contains("\"Version\":\"1.2.3\"").contains("\"Revision\":\"abc\"");
    assertThat(shell.run("version", "-format=bogus")).isEqualTo(1);
    assertThat(shell.err()).isEqualTo("Unknown format: bogus\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-h", "-help", "--help"})
  void may_ask_for_help_on_standard_output(String word) {
    assertThat(shell.run(word)).isZero();
    assertThat(shell.out()).contains("Available commands are:\n    acl ");
    assertThat(shell.run("kv", word)).isZero();
    assertThat(shell.out()).contains("    get       Prints");
    assertThat(shell.run("kv", "get", "some-key", word)).isZero();
    assertThat(shell.out()).startsWith("Usage: consul kv get [options] [KEY_OR_PREFIX]\n");
  }

  @Test
  void without_a_known_command_gets_help_on_standard_error() {
    assertThat(shell.run()).isEqualTo(127);
    assertThat(shell.run("nosuchcommand")).isEqualTo(127);
    assertThat(shell.err()).contains("Available commands are:");
    assertThat(shell.run("kv")).isEqualTo(1);
    assertThat(shell.run("kv", "nosuch")).isEqualTo(1);
    assertThat(shell.err()).contains("Subcommands:");
    assertThat(shell.out()).isEmpty();
  }

  @Test
  void with_a_wrong_flag_gets_the_list_of_flags() {
    assertThat(shell.run("kv", "get", "-nosuch", "x")).isEqualTo(1);
    assertThat(shell.err())
        .startsWith(
            "flag provided but not defined: -nosuch\nUsage:\n  -base64\n    \tBase64 encode");
  }

  @Test
  void of_a_command_that_is_not_there_yet_fails_and_says_so() {
    assertThat(shell.run("acl", "token", "list")).isEqualTo(1);
    assertThat(shell.err())
        .isEqualTo("Error: \"consul acl token list\" is not available yet in this version\n");
  }

  @Test
  void hands_the_flags_of_an_agent_to_the_node() {
    assertThat(
            shell.run(
                "agent",
                "-node",
                "n1",
                "-config-file=a",
                "-config-dir=b",
                "-config-file=c",
                "-dev"))
        .isZero();
    assertThat(shell.node().settings)
        .containsExactly(
            new Setting("node", "n1"),
            new Setting("config-file", "a"),
            new Setting("config-dir", "b"),
            new Setting("config-file", "c"),
            new Setting("dev", "true"));
    assertThat(shell.run("agent", "-dev", "extra")).isEqualTo(1);
    assertThat(shell.err()).isEqualTo("==> Unexpected extra arguments: [extra]\n");
    assertThat(shell.run("agent", "-nosuch")).isEqualTo(1);
    assertThat(shell.err())
        .endsWith("==> error parsing flags: flag provided but not defined: -nosuch\n");
  }

  @Test
  void checks_configuration_by_the_node() {
    assertThat(shell.run("validate", "x.json")).isZero();
    assertThat(shell.out()).isEqualTo("Configuration is valid!\n");
    shell.run("validate", "-quiet", "x.json");
    assertThat(shell.out()).isEmpty();
    shell.node().problem = "data_dir cannot be empty";
    assertThat(shell.run("validate", "x.json")).isEqualTo(1);
    assertThat(shell.err()).isEqualTo("Config validation failed: data_dir cannot be empty\n");
  }
}
