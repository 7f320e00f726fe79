package org.consulkv.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.consulkv.agent.AgentException;
import org.consulkv.testkit.machine.Await;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A server and a client agent whose calls need certificates on both sides.
@Timeout(90)
class Agents_whose_certificates_are_renewed {
  @TempDir Path folder;

  @SuppressWarnings("NullAway.Init") // by the method below
  private OneAgent server;

  @SuppressWarnings("NullAway.Init") // by the method below
  private OneAgent client;

  @BeforeEach
  void start() throws Exception {
    certify("old");
    certify("new");
    server = new OneAgent(settings("server", "old"));
    client = new OneAgent(clientSettings("client", "old"));
    Await.until(() -> client.put("/v1/kv/a", "b").equals("200 true"));
  }

  @AfterEach
  void close() throws IOException {
    client.close();
    server.close();
  }

  @Test
  void call_each_other_with_the_new_ones() throws IOException {
    assertThat(newConnection()).startsWith("Saved");

    server.reload(settings("server", "new"));
    assertThat(client.get("/v1/kv/a?raw")).as("over the old connection").isEqualTo("200 b");
    assertThat(newConnection()).startsWith("1 ");

    client.reload(clientSettings("client", "new"));
    assertThat(newConnection()).startsWith("Saved");
    assertThat(client.get("/v1/kv/a?raw")).isEqualTo("200 b");

    try (OneAgent late = new OneAgent(clientSettings("late", "old"));
        OneAgent renewed = new OneAgent(clientSettings("renewed", "new"))) {
      Await.until(() -> renewed.get("/v1/kv/a?raw").equals("200 b"));
      Await.until(() -> late.consul("members").contains("server "));
      assertThat(late.get("/v1/kv/a?raw")).startsWith("500");
    }
  }

  @Test
  void take_files_of_the_same_names() throws IOException {
    replaceOldFiles();
    server.agent.reload();
    client.agent.reload();
    assertThat(newConnection()).startsWith("Saved");
    try (OneAgent renewed = new OneAgent(clientSettings("renewed", "new"))) {
      Await.until(() -> renewed.get("/v1/kv/a?raw").equals("200 b"));
    }
  }

  @Test
  void keep_what_they_have_if_the_new_ones_are_of_no_use() throws IOException {
    Path key = folder.resolve("old").resolve("server-key.pem");
    Files.writeString(key, "nothing of use");
    assertThatThrownBy(server.agent::reload)
        .isInstanceOf(AgentException.class)
        .hasMessageContaining("Failed to load cert/key pair")
        .hasMessageContaining(key.toString());
    assertThat(newConnection()).startsWith("Saved");
    Files.delete(folder.resolve("old").resolve("ca.pem"));
    assertThatThrownBy(client.agent::reload)
        .isInstanceOf(AgentException.class)
        .hasMessageContaining("Error loading CA")
        .hasMessageContaining("ca.pem");
    assertThat(newConnection()).startsWith("Saved");
  }

  /// What a command says that needs a connection of its own to the server.
  private String newConnection() {
    return client.consul("snapshot", "save", folder.resolve("backup.snap").toString());
  }

  private void replaceOldFiles() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("new"))) {
      for (Path file : files.toList()) {
        Files.writeString(
            folder.resolve("old").resolve(file.getFileName()), Files.readString(file));
      }
    }
  }

  private void certify(String age) throws Exception {
    TestAuthority authority = new TestAuthority(Files.createDirectory(folder.resolve(age)));
    authority.certify("server", "server.dc1.consul");
    authority.certify("client", "client.dc1.consul");
  }

  private String clientSettings(String name, String age) {
    return settings("client", age)
        + """
        node_name = "%s" server = false retry_join = ["127.0.0.1:%d"]
        performance { rpc_hold_timeout = "500ms" }
        """
            .formatted(name, server.lanPort);
  }

  private String settings(String certificate, String age) {
    return """
    node_name = "server"
    tls { defaults {
      ca_file = "%1$s/ca.pem" cert_file = "%1$s/%2$s.pem" key_file = "%1$s/%2$s-key.pem"
      verify_incoming = true verify_outgoing = true
    } internal_rpc { verify_server_hostname = true } }
    """
        .formatted(folder.resolve(age), certificate);
  }
}
