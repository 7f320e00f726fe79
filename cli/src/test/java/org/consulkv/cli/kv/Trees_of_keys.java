package org.consulkv.cli.kv;

import static org.assertj.core.api.Assertions.assertThat;

import org.consulkv.cli.FakeAgent;
import org.consulkv.cli.Shell;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class Trees_of_keys {
  private static final String TREE =
      """
      [{"Key":"a/1","Flags":0,"Value":"MQ==","LockIndex":0,"CreateIndex":1,"ModifyIndex":2},
       {"Key":"a/2","Flags":7,"Value":null,"LockIndex":0,"CreateIndex":3,"ModifyIndex":4}]\
      """;

  private final FakeAgent agent = new FakeAgent();
  private final Shell shell = Shell.of(agent);

  @AfterEach
  void close() {
    agent.close();
  }

  @Test
  void are_printed_a_line_for_each_key() {
    agent.on("GET /v1/kv/a/?recurse=", 200, TREE);
    assertThat(shell.run("kv", "get", "-recurse", "a/")).isZero();
    assertThat(shell.out()).isEqualTo("a/1:1\na/2:\n");
  }

  @Test
  void may_be_empty() {
    assertThat(shell.run("kv", "get", "-recurse", "nosuch")).isZero();
    assertThat(shell.run("kv", "get", "-keys", "nosuch")).isZero();
    assertThat(shell.out()).isEmpty();
  }

  @Test
  void are_listed_up_to_the_separator() {
    agent
        .on("GET /v1/kv/a?keys=&separator=%2F", 200, "[\"a/\"]")
        .on("GET /v1/kv/a?keys=", 200, "[\"a/1\"]");
    shell.run("kv", "get", "-keys", "a");
    assertThat(shell.out()).isEqualTo("a/\n");
    shell.run("kv", "get", "-keys", "-separator=", "a");
    assertThat(shell.out()).isEqualTo("a/1\n");
  }

  @Test
  void are_exported_as_json() {
    agent.on("GET /v1/kv/a/?recurse=", 200, TREE);
    assertThat(shell.run("kv", "export", "a/")).isZero();
    assertThat(shell.out())
        .isEqualTo(
            """
            [
            \t{
            \t\t"key": "a/1",
            \t\t"flags": 0,
            \t\t"value": "MQ=="
            \t},
            \t{
            \t\t"key": "a/2",
            \t\t"flags": 7,
            \t\t"value": ""
            \t}
            ]
            """);
    assertThat(shell.run("kv", "export", "nosuch")).isZero();
    assertThat(shell.out()).isEqualTo("[]\n");
  }

  @Test
  void are_imported_under_a_prefix() {
    agent.on("PUT /v1/kv/copy/a/1?flags=7", 200, "true").on("PUT /v1/kv/copy/b", 200, "true");
    String data = "[{\"key\":\"a/1\",\"flags\":7,\"value\":\"YQ==\"},{\"Key\":\"b\"}]";
    assertThat(shell.run("kv", "import", "-prefix=copy", data)).isZero();
    assertThat(shell.out()).isEqualTo("Imported: copy/a/1\nImported: copy/b\n");
    assertThat(agent.requests())
        .containsExactly("PUT /v1/kv/copy/a/1?flags=7 a", "PUT /v1/kv/copy/b");
  }

  @Test
  void are_not_imported_from_something_else() {
    assertThat(shell.input("not json").run("kv", "import", "-")).isEqualTo(1);
    assertThat(shell.err())
        .isEqualTo(
            "Cannot unmarshal data: invalid character 'o' in literal null (expecting 'u')\n");
  }

  @Test
  void are_deleted_at_once() {
    agent.on("DELETE /v1/kv/a/?recurse=", 200, "true");
    assertThat(shell.run("kv", "delete", "-recurse", "a/")).isZero();
    assertThat(shell.out()).isEqualTo("Success! Deleted keys with prefix: a/\n");
  }

  @Test
  void are_not_deleted_where_a_key_is_asked_for() {
    agent.on("DELETE /v1/kv/a?cas=5", 200, "false");
    assertThat(shell.run("kv", "delete", "")).isEqualTo(1);
    assertThat(shell.err()).isEqualTo("Error! Missing KEY argument\n");
    assertThat(shell.run("kv", "delete", "-cas", "-modify-index=5", "a")).isEqualTo(1);
    assertThat(shell.err()).isEqualTo("Error! Did not delete key a: CAS failed\n");
  }
}
