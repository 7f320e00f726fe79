package org.consulkv.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.consulkv.faults.node.Answer;
import org.consulkv.faults.node.Client;
import org.consulkv.faults.node.Node;
import org.consulkv.faults.node.NodeSettings;
import org.consulkv.testkit.machine.Await;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// A service fails, and everything follows: the agent's check, the catalog, the sessions that
/// depend on the check, the keys they hold, and those who watch the keys.
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class Keys_tied_to_a_health_check {
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  private final AtomicInteger status = new AtomicInteger(200);
  private final HttpServer service = service();

  private HttpServer service() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/health",
          exchange -> {
            exchange.sendResponseHeaders(status.get(), -1);
            exchange.close();
          });
      return server;
    } catch (IOException e) {
      throw new IllegalStateException("no server", e);
    }
  }

  @BeforeEach
  void serve() {
    service.start();
  }

  @AfterEach
  void stop() {
    service.stop(0);
  }

  @Test
  void are_deleted_or_released_when_it_fails_and_whoever_watches_them_is_told() {
    try (Node node = new Node(NodeSettings.alone(folder)).start()) {
      Client client = node.client();
      register(client);
      String deleting = session(client, "delete");
      String releasing = session(client, "release");
      assertThat(acquire(client, "owner", deleting)).isEqualTo("true");
      assertThat(acquire(client, "leader", releasing)).isEqualTo("true");
      CompletableFuture<Answer.Reply> owner = watch(client, "owner");
      CompletableFuture<Answer.Reply> leader = watch(client, "leader");

      status.set(503);

      assertThat(owner.join().status()).isEqualTo(404);
      assertThat(leader.join().status()).isEqualTo(200);
      assertThat(leader.join().body()).contains("leader").doesNotContain("Session");
      assertThat(body(client.get("/v1/session/info/" + deleting))).isEqualTo("[]");
      assertThat(body(client.get("/v1/health/service/web?passing"))).isEqualTo("[]");
    }
  }

  private void register(Client client) {
    String definition =
        """
        {"Name":"web","Port":8080,"Check":{"CheckID":"web-up","Interval":"1s","Timeout":"5s",
         "HTTP":"http://127.0.0.1:%d/health"}}
        """
            .formatted(service.getAddress().getPort());
    assertThat(client.put("/v1/agent/service/register", definition).reply().status())
        .isEqualTo(200);
    Await.until(
        SOON,
        () -> body(client.get("/v1/health/service/web?passing")).contains("web-up"),
        () -> "a service that passes");
  }

  private static String session(Client client, String behavior) {
    String body =
        """
        {"Behavior":"%s","NodeChecks":["serfHealth"],"ServiceChecks":[{"ID":"web-up"}]}
        """
            .formatted(behavior);
    String created = body(client.put("/v1/session/create", body));
    return created.replaceAll(".*\"ID\":\\s*\"([0-9a-f-]+)\".*", "$1");
  }

  private static String acquire(Client client, String key, String session) {
    return body(client.put("/v1/kv/" + key + "?acquire=" + session, "web"));
  }

  /// Waits for the key to change from what it is.
  private static CompletableFuture<Answer.Reply> watch(Client client, String key) {
    long index = client.get("/v1/kv/" + key).reply().index();
    CompletableFuture<Answer.Reply> changed = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(() -> {
          String path = "/v1/kv/" + key + "?wait=60s&index=" + index;
          try {
            changed.complete(client.get(path, Duration.ofSeconds(80)).reply());
          } catch (AssertionError e) {
            changed.completeExceptionally(e);
          }
        });
    return changed;
  }

  private static String body(Answer answer) {
    return answer.reply().body().strip();
  }
}
