package org.consulkv.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.consulkv.testkit.machine.Await;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Handlers write into a named pipe or send to a receiver, so that the tests wait for them and for
/// nothing else.
@Timeout(60)
class Watches_of_an_agent {
  @TempDir Path folder;

  @Test
  void run_a_program_for_every_change() throws Exception {
    Path pipe = pipe();
    String settings =
        """
        watches = [{ type = "key", key = "w", args = ["/bin/sh", "-c", "cat > %s"] }]
        """
            .formatted(pipe);
    try (OneAgent one = new OneAgent(settings)) {
      assertThat(firstLine(pipe)).isEqualTo("null");
      put(one, "w", "v1");
      assertThat(firstLine(pipe)).contains("\"Key\":\"w\"").contains("\"Value\":\"djE=\"");
    }
  }

  @Test
  void send_to_a_url() throws Exception {
    BlockingQueue<String> received = new LinkedBlockingQueue<>();
    HttpServer receiver =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/hook",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          received.add(
              exchange.getRequestMethod()
                  + " "
                  + exchange.getRequestHeaders().getFirst("X-Team")
                  + " "
                  + body.strip());
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    receiver.start();
    String settings =
        """
        watches = [{
          type = "event", name = "deploy", handler_type = "http",
          http_handler_config {
            path = "http://127.0.0.1:%d/hook", method = "PUT", timeout = "5s"
            header { X-Team = ["a"] }
          }
        }]
        """
            .formatted(receiver.getAddress().getPort());
    try (OneAgent one = new OneAgent(settings)) {
      fire(one, "other");
      fire(one, "deploy");
      String call = received.poll(30, TimeUnit.SECONDS);
      assertThat(call).startsWith("PUT a [{").contains("\"Name\":\"deploy\"");
      assertThat(call).doesNotContain("other");
      fire(one, "deploy");
      assertThat(received.poll(30, TimeUnit.SECONDS).split("\"Name\"", -1)).hasSize(2);
    } finally {
      receiver.stop(0);
    }
  }

  @Test
  void are_others_after_a_reload() throws Exception {
    Path pipe = pipe();
    try (OneAgent one = new OneAgent("")) {
      Await.until(() -> one.get("/v1/catalog/services").contains("\"consul\""));
      one.reload(
          """
          watches = [{ type = "services", handler = "cat > %s" }]
          """
              .formatted(pipe));
      assertThat(firstLine(pipe)).contains("\"consul\":[]");
    }
  }

  private Path pipe() throws IOException, InterruptedException {
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    return pipe;
  }

  private static String firstLine(Path pipe) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(Files.newInputStream(pipe), StandardCharsets.UTF_8))) {
      return String.valueOf(lines.readLine());
    }
  }

  private static void put(OneAgent one, String key, String value) {
    one.client().put("/v1/kv/" + key).body(value.getBytes(StandardCharsets.UTF_8)).sendOk().close();
  }

  private static void fire(OneAgent one, String name) {
    one.client().put("/v1/event/fire/" + name).sendOk().close();
  }
}
