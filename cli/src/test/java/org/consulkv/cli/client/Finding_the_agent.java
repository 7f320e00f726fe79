package org.consulkv.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.consulkv.cli.FakeAgent;
import org.consulkv.cli.Shell;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Finding_the_agent {
  private final FakeAgent agent = new FakeAgent();

  @AfterEach
  void close() {
    agent.close();
  }

  @Test
  void goes_by_the_flag_before_the_environment() {
    agent.on("PUT /v1/agent/reload", 200, "");
    Shell shell = new Shell().with("CONSUL_HTTP_ADDR", "127.0.0.1:1");
    assertThat(shell.run("reload", "-http-addr=http://" + agent.address())).isZero();
    assertThat(shell.run("reload")).isEqualTo(1);
  }

  @Test
  void sends_the_token_of_the_flag_the_file_or_the_environment(@TempDir Path folder)
      throws IOException {
    agent.on("PUT /v1/agent/reload", 200, "");
    Path file = Files.writeString(folder.resolve("token"), "from-file\n");
    Shell shell = Shell.of(agent).with("CONSUL_HTTP_TOKEN", "from-environment");
    shell.run("reload");
    assertThat(agent.lastHead()).contains("X-Consul-Token: from-environment\r\n");
    shell.run("reload", "-token=from-flag");
    assertThat(agent.lastHead()).contains("X-Consul-Token: from-flag\r\n");
    shell.run("reload", "-token=from-flag", "-token-file=" + file);
    assertThat(agent.lastHead()).contains("X-Consul-Token: from-file\r\n");
    shell.with("CONSUL_HTTP_TOKEN_FILE", file.toString()).run("reload");
    assertThat(agent.lastHead()).contains("X-Consul-Token: from-file\r\n");
  }

  @Test
  void sends_a_name_and_password_to_a_proxy() {
    agent.on("PUT /v1/agent/reload", 200, "");
    Shell.of(agent).with("CONSUL_HTTP_AUTH", "user:pass").run("reload");
    assertThat(agent.lastHead()).contains("Authorization: Basic dXNlcjpwYXNz\r\n");
  }

  @Test
  void reads_answers_in_chunks_and_up_to_the_end() {
    String answer =
        """
        HTTP/1.1 200 OK
        Transfer-Encoding: chunked

        6;x=y
        [{"Key
        18
        ":"a","Value":"YWJjZA=="
        2
        }]
        0
        Trailer: t

        """;
    agent.onBytes("GET /v1/kv/a", answer.replace("\n", "\r\n"));
    agent.onBytes("GET /v1/kv/b", "HTTP/1.0 200 OK\r\n\r\n[{\"Key\":\"b\",\"Value\":\"eHl6\"}]");
    Shell shell = Shell.of(agent);
    assertThat(shell.run("kv", "get", "a")).isZero();
    assertThat(shell.out()).isEqualTo("abcd\n");
    assertThat(shell.run("kv", "get", "b")).isZero();
    assertThat(shell.out()).isEqualTo("xyz\n");
  }

  @Test
  void tells_of_an_answer_that_breaks_off() {
    agent.onBytes("GET /v1/kv/a", "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n[{");
    agent.onBytes("GET /v1/kv/b", "");
    Shell shell = Shell.of(agent);
    assertThat(shell.run("kv", "get", "a")).isEqualTo(1);
    assertThat(shell.err()).isEqualTo("Error querying Consul agent: unexpected EOF\n");
    assertThat(shell.run("kv", "get", "b")).isEqualTo(1);
    assertThat(shell.err()).endsWith("/v1/kv/b\": EOF\n");
  }

  @Test
  void goes_through_unix_sockets(@TempDir Path folder) throws IOException {
    Path path = folder.resolve("http.sock");
    Shell shell = new Shell().with("CONSUL_HTTP_ADDR", "unix://" + path);
    try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      listener.bind(UnixDomainSocketAddress.of(path));
      Thread.ofVirtual().start(() -> answerOnce(listener));
      assertThat(shell.run("reload")).isZero();
    }
    Files.delete(path);
    assertThat(shell.run("reload")).isEqualTo(1);
    assertThat(shell.err())
        .endsWith("dial unix " + path + ": connect: no such file or directory\n")
        .contains("\"http://%2F");
  }

  private static void answerOnce(ServerSocketChannel listener) {
    try (SocketChannel channel = listener.accept()) {
      channel.read(ByteBuffer.allocate(8192));
      channel.write(ByteBuffer.wrap("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
    } catch (IOException e) {
      throw new IllegalStateException("the socket in the test failed", e);
    }
  }

  @Test
  void refuses_addresses_that_are_none() {
    Shell shell = new Shell();
    assertThat(shell.run("reload", "-http-addr=ftp://x")).isEqualTo(1);
    assertThat(shell.err())
        .isEqualTo("Error connecting to Consul agent: Unknown protocol scheme: ftp\n");
    assertThat(shell.run("reload", "-http-addr=x:port")).isEqualTo(1);
    assertThat(shell.err())
        .isEqualTo("Error connecting to Consul agent: invalid port in address \"x:port\"\n");
  }
}
