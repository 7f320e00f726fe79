package org.consulkv.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.consulkv.testkit.machine.Await;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Three servers with logs on disk, whose calls need certificates on both sides.
@Timeout(180)
class Servers_that_change_their_authority {
  @TempDir Path folder;

  private final List<OneAgent> servers = new ArrayList<>();

  @BeforeEach
  void start() throws Exception {
    for (String age : List.of("old", "new")) {
      new TestAuthority(Files.createDirectory(folder.resolve(age)))
          .certify("server", "server.dc1.consul");
    }
    Files.writeString(
        folder.resolve("both.pem"),
        Files.readString(folder.resolve("old/ca.pem"))
            + Files.readString(folder.resolve("new/ca.pem")));
    for (int number = 1; number <= 3; number++) {
      servers.add(new OneAgent(false, settings(number, "old/ca.pem", "old")));
    }
    Await.until(() -> servers.stream().allMatch(one -> one.get("/v1/kv/a").startsWith("404")));
  }

  @AfterEach
  void close() throws IOException {
    for (OneAgent server : servers) {
      server.close();
    }
  }

  @Test
  void take_writes_all_the_while() throws IOException {
    reload("both.pem", "old");
    assertThat(servers.getFirst().put("/v1/kv/a", "both")).isEqualTo("200 true");
    reload("both.pem", "new");
    assertThat(servers.get(1).put("/v1/kv/a", "shown")).isEqualTo("200 true");
    reload("new/ca.pem", "new");
    assertThat(servers.get(2).put("/v1/kv/a", "changed")).isEqualTo("200 true");

    OneAgent staying = servers.getFirst();
    OneAgent leaving = servers.removeLast();
    leaving.consul("leave");
    Await.until(() -> !staying.get("/v1/operator/raft/configuration").contains("\"s3\""));
    leaving.stop();
    OneAgent back = new OneAgent(false, settings(3, "new/ca.pem", "new"));
    servers.add(back);
    Await.until(() -> staying.get("/v1/operator/raft/configuration").contains("\"s3\""));
    assertThat(staying.put("/v1/kv/a", "again")).isEqualTo("200 true");
    Await.until(() -> back.get("/v1/kv/a?raw&stale").equals("200 again"));
    assertThat(back.put("/v1/kv/a", "through it")).isEqualTo("200 true");
  }

  private void reload(String authorities, String age) {
    for (int number = 1; number <= 3; number++) {
      servers.get(number - 1).reload(settings(number, authorities, age));
    }
  }

  private String settings(int number, String authorities, String age) {
    String others =
        servers.stream()
            .map(server -> "\"127.0.0.1:" + server.lanPort + "\"")
            .collect(Collectors.joining(","));
    return """
    node_name = "s%1$d" data_dir = "%2$s/s%1$d" server = true bootstrap_expect = 3
    retry_join = [%3$s] retry_interval = "1s" bind_addr = "127.0.0.1"
    performance { raft_multiplier = 1 }
    tls { internal_rpc {
      ca_file = "%2$s/%4$s" cert_file = "%2$s/%5$s/server.pem" key_file = "%2$s/%5$s/server-key.pem"
      verify_incoming = true verify_outgoing = true verify_server_hostname = true
    } }
    """
        .formatted(number, folder, others, authorities, age);
  }
}
