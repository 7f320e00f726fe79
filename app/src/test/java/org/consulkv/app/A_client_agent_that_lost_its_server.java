package org.consulkv.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.consulkv.testkit.machine.Await;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class A_client_agent_that_lost_its_server {
  private static final String WEB = "/v1/health/service/web?cached";

  private final HttpClient http = HttpClient.newHttpClient();

  private HttpResponse<String> web(OneAgent agent) {
    URI uri = URI.create("http://127.0.0.1:" + agent.port + WEB);
    try {
      return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  private HttpResponse<String> until(OneAgent agent, Predicate<HttpResponse<String>> wanted) {
    AtomicReference<HttpResponse<String>> last = new AtomicReference<>();
    Await.until(() -> {
      last.set(web(agent));
      return wanted.test(last.get());
    });
    return last.get();
  }

  @Test
  void still_gives_the_answers_that_it_kept_and_says_how_old_they_are() throws Exception {
    try (OneAgent server = new OneAgent("");
        OneAgent client = clientOf(server, "")) {
      register(server, 1);
      until(client, answer -> answer.body().contains("\"Port\": 1"));
      assertThat(header(web(client), "X-Cache")).isEqualTo("HIT");

      register(server, 2);
      HttpResponse<String> followed =
          until(client, answer -> answer.body().contains("\"Port\": 2"));
      assertThat(header(followed, "Age")).isEqualTo("0");

      server.stop();
      HttpResponse<String> old = until(client, answer -> !header(answer, "Age").equals("0"));
      assertThat(old.statusCode()).isEqualTo(200);
      assertThat(old.body()).contains("\"Port\": 2");
      assertThat(header(old, "X-Cache")).isEqualTo("HIT");
    }
  }

  @Test
  void still_answers_dns_questions_about_services_if_it_is_to_keep_them() throws Exception {
    try (OneAgent server = new OneAgent("");
        OneAgent client = clientOf(server, "dns_config { use_cache = true }")) {
      register(server, 1);
      Await.until(() -> ports(client).equals(List.of("1")));
      register(server, 2);
      Await.until(() -> ports(client).equals(List.of("2")));
      assertThat(client.dns("n1.node.consul", "A")).containsExactly("10.0.0.1");
      server.stop();
      assertThat(ports(client)).containsExactly("2");
    }
  }

  @Test
  void gives_no_dns_answer_that_is_older_than_allowed() throws Exception {
    try (OneAgent server = new OneAgent("");
        OneAgent client =
            clientOf(server, "dns_config { use_cache = true cache_max_age = \"1ms\" }")) {
      register(server, 1);
      Await.until(() -> ports(client).equals(List.of("1")));
      server.stop();
      Await.until(() -> ports(client).isEmpty());
    }
  }

  private static OneAgent clientOf(OneAgent server, String more) throws IOException {
    return new OneAgent(
        "server = false node_name = \"client\" retry_join = [\"127.0.0.1:%d\"] %s"
            .formatted(server.lanPort, more));
  }

  /// The ports that DNS gives.
  private static List<String> ports(OneAgent agent) {
    return agent.dns("web.service.consul", "SRV").stream()
        .map(record -> record.split(" "))
        .filter(words -> words.length == 4)
        .map(words -> words[2])
        .toList();
  }

  private static void register(OneAgent server, int port) {
    String service = "\"Service\":{\"Service\":\"web\",\"Port\":%d}".formatted(port);
    String body = "{\"Node\":\"n1\",\"Address\":\"10.0.0.1\"," + service + "}";
    assertThat(server.put("/v1/catalog/register", body)).isEqualTo("200 true");
  }
}
