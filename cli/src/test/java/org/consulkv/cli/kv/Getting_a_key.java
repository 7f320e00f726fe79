package org.consulkv.cli.kv;

import static org.assertj.core.api.Assertions.assertThat;

import org.consulkv.cli.FakeAgent;
import org.consulkv.cli.Shell;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class Getting_a_key {
  private static final String FOO =
      """
      [{"LockIndex":0,"Key":"foo","Flags":42,"Value":"YmFy","CreateIndex":7,"ModifyIndex":8}]\
      """;

  private final FakeAgent agent = new FakeAgent();
  private final Shell shell = Shell.of(agent);

  @AfterEach
  void close() {
    agent.close();
  }

  @Test
  void prints_its_value() {
    agent.on("GET /v1/kv/foo", 200, FOO);
    assertThat(shell.run("kv", "get", "foo")).isZero();
    assertThat(shell.out()).isEqualTo("bar\n");
  }

  @Test
  void prints_its_properties_if_asked_for_details() {
    agent.on("GET /v1/kv/foo", 200, FOO);
    assertThat(shell.run("kv", "get", "-detailed", "foo")).isZero();
    assertThat(shell.out())
        .isEqualTo(
            """
            CreateIndex      7
            Flags            42
            Key              foo
            LockIndex        0
            ModifyIndex      8
            Session          -
            Value            bar
            """);
  }

  @Test
  void says_so_if_there_is_none() {
    assertThat(shell.run("kv", "get", "foo")).isEqualTo(1);
    assertThat(shell.err()).isEqualTo("Error! No key exists at: foo\n");
    assertThat(shell.out()).isEmpty();
  }

  @Test
  void names_the_request_that_found_no_agent() {
    agent.close();
    assertThat(shell.run("kv", "get", "foo")).isEqualTo(1);
    assertThat(shell.err())
        .isEqualTo(
            "Error querying Consul agent: Get \"http://%1$s/v1/kv/foo\": dial tcp %1$s: connect: connection refused\n"
                .formatted(agent.address()));
  }
}
