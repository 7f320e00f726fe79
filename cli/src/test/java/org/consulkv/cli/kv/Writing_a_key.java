package org.consulkv.cli.kv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.consulkv.cli.FakeAgent;
import org.consulkv.cli.Shell;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Writing_a_key {
  private final FakeAgent agent = new FakeAgent();
  private final Shell shell = Shell.of(agent);

  @AfterEach
  void close() {
    agent.close();
  }

  @Test
  void sends_the_argument() {
    agent.on("PUT /v1/kv/foo", 200, "true");
    assertThat(shell.run("kv", "put", "foo", "bar")).isZero();
    assertThat(shell.out()).isEqualTo("Success! Data written to: foo\n");
    assertThat(agent.requests()).containsExactly("PUT /v1/kv/foo bar");
  }

  @Test
  void takes_the_value_from_standard_input_or_a_file(@TempDir Path folder) throws IOException {
    agent.on("PUT /v1/kv/foo", 200, "true");
    shell.input("typed").run("kv", "put", "foo", "-");
    Path file = Files.writeString(folder.resolve("value"), "stored");
    shell.run("kv", "put", "foo", "@" + file);
    assertThat(agent.requests()).containsExactly("PUT /v1/kv/foo typed", "PUT /v1/kv/foo stored");
  }

  @Test
  void names_a_file_that_is_not_there() {
    assertThat(shell.run("kv", "put", "foo", "@nosuch")).isEqualTo(1);
    assertThat(shell.err())
        .isEqualTo("Error! Failed to read file: open nosuch: no such file or directory\n");
  }

  @Test
  void escapes_the_key_and_passes_flags_and_datacenter() {
    agent.on("PUT /v1/kv/a%20b/%C4%87?dc=dc2&flags=42", 200, "true");
    assertThat(shell.run("kv", "put", "-datacenter=dc2", "-flags", "42", "a b/ć", "x")).isZero();
  }

  @Test
  void writes_what_can_be_read_of_broken_base64_and_complains() {
    agent.on("PUT /v1/kv/foo", 200, "true");
    assertThat(shell.run("kv", "put", "-base64", "foo", "YWJj***")).isZero();
    assertThat(shell.err())
        .isEqualTo("Error! Cannot base 64 decode data: illegal base64 data at input byte 4\n");
    assertThat(agent.requests()).containsExactly("PUT /v1/kv/foo abc");
  }

  @Test
  void tells_why_check_and_set_did_not_write() {
    agent.on("PUT /v1/kv/foo?cas=0", 200, "false").on("PUT /v1/kv/foo?cas=7", 200, "false");
    assertThat(shell.run("kv", "put", "-cas", "foo", "x")).isEqualTo(1);
    assertThat(shell.err())
        .isEqualTo(
            "Error! Did not write to foo: CAS performed with index=0 and key already exists.\n");
    assertThat(shell.run("kv", "put", "-cas", "-modify-index=7", "foo", "x")).isEqualTo(1);
    assertThat(shell.err()).isEqualTo("Error! Did not write to foo: CAS failed\n");
  }

  @Test
  void takes_and_gives_back_a_lock() {
    agent
        .on("PUT /v1/kv/foo?acquire=abc", 200, "true")
        .on("PUT /v1/kv/foo?release=abc", 200, "false");
    assertThat(shell.run("kv", "put", "-acquire", "-session=abc", "foo", "x")).isZero();
    assertThat(shell.out()).isEqualTo("Success! Lock acquired on: foo\n");
    assertThat(shell.run("kv", "put", "-release", "-session=abc", "foo", "x")).isEqualTo(1);
    assertThat(shell.err()).isEqualTo("Error! Did not release lock\n");
    assertThat(shell.run("kv", "put", "-acquire", "foo", "x")).isEqualTo(1);
    assertThat(shell.err())
        .isEqualTo("Error! Missing -session (required with -acquire and -release)\n");
  }

  @Test
  void reports_what_the_agent_refuses() {
    agent.on("PUT /v1/kv/foo", 413, "too large");
    assertThat(shell.run("kv", "put", "foo", "x")).isEqualTo(1);
    assertThat(shell.err())
        .isEqualTo("Error! Failed writing data: Unexpected response code: 413 (too large)\n");
    assertThat(shell.run("kv", "put", "/foo", "x")).isEqualTo(1);
    assertThat(shell.err())
        .isEqualTo(
            "Error! Failed writing data: Invalid key. Key must not begin with a '/': /foo\n");
  }
}
