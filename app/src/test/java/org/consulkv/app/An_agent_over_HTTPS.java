package org.consulkv.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.consulkv.agent.AgentException;
import org.consulkv.cli.client.Client;
import org.consulkv.cli.client.ClientConfig;
import org.consulkv.cli.client.ClientError;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class An_agent_over_HTTPS {
  @TempDir Path folder;

  @BeforeEach
  void has_certificates() throws IOException, GeneralSecurityException {
    TestAuthority authority = new TestAuthority(folder);
    authority.certify("server", "server.dc1.consul");
    authority.certify("client", "client.dc1.consul");
  }

  @Test
  void is_trusted_by_its_authority() throws IOException {
    try (OneAgent one = new OneAgent(settings(""))) {
      assertThat(leader(one, "ca.pem", "")).contains("127.0.0.1");
      assertThatThrownBy(() -> leader(one, "", "")).isInstanceOf(ClientError.class);
    }
  }

  @Test
  void lets_in_only_whom_its_authority_knows_if_it_is_told_to() throws IOException {
    try (OneAgent one =
        new OneAgent(
            settings("ca_file = \"%s\" verify_incoming = true".formatted(file("ca.pem"))))) {
      assertThat(leader(one, "ca.pem", "client")).contains("127.0.0.1");
      assertThatThrownBy(() -> leader(one, "ca.pem", "")).isInstanceOf(ClientError.class);
    }
  }

  @Test
  void answers_large_bodies_and_blocking_reads() throws IOException {
    try (OneAgent one = new OneAgent(settings(""))) {
      Client client = client(one, "ca.pem", "");
      byte[] value = new byte[400_000];
      java.util.Arrays.fill(value, (byte) 'x');
      client.put("/v1/kv/large").body(value).sendOk().close();
      assertThat(client.get("/v1/kv/large").param("raw", "").sendOk().bytes()).isEqualTo(value);
      String index = client.get("/v1/kv/large").sendOk().header("X-Consul-Index");
      assertThat(
              client
                  .get("/v1/kv/large")
                  .param("index", index)
                  .param("wait", "50ms")
                  .sendOk()
                  .header("X-Consul-Index"))
          .isEqualTo(index);
    }
  }

  @Test
  void goes_on_as_before_if_its_new_certificates_are_of_no_use() throws IOException {
    try (OneAgent one = new OneAgent(settings(""))) {
      String more = "service { name = \"web\" }";
      Path key = Files.writeString(folder.resolve("server-key.pem"), "nothing of use");
      assertThatThrownBy(() -> one.reload(settings("") + more))
          .isInstanceOf(AgentException.class)
          .hasMessageContaining(key.toString());
      assertThat(leader(one, "ca.pem", "")).contains("127.0.0.1");
      assertThat(one.get("/v1/agent/services")).isEqualTo("200 {}");
    }
  }

  @Test
  void does_not_start_without_certificates() {
    assertThatThrownBy(() -> new OneAgent("ports { https = HTTPS }"))
        .isInstanceOf(AgentException.class)
        .hasMessageContaining("cert_file");
  }

  private String settings(String more) {
    return "ports { https = HTTPS } tls { https { cert_file = \"%s\" key_file = \"%s\" %s } }"
        .formatted(file("server.pem"), file("server-key.pem"), more);
  }

  private String leader(OneAgent one, String ca, String name) {
    return client(one, ca, name).get("/v1/status/leader").sendOk().text();
  }

  private Client client(OneAgent one, String ca, String name) {
    return new Client(
        new ClientConfig(
            "https://127.0.0.1:" + one.securePort,
            "",
            "",
            true,
            true,
            ca.isEmpty() ? "" : file(ca),
            "",
            name.isEmpty() ? "" : file(name + ".pem"),
            name.isEmpty() ? "" : file(name + "-key.pem"),
            "",
            "",
            false));
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }
}
