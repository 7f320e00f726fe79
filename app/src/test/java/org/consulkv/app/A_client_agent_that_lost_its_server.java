package org.consulkv.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class A_client_agent_that_lost_its_server {
  private static final String WEB = "/v1/health/service/web?cached";

  private final HttpClient http = HttpClient.newHttpClient();

  private HttpResponse<String> get(OneAgent agent, String target) throws Exception {
    return http.send(request(agent, target).build(), BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(OneAgent agent, String target) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + agent.port + target))
        .timeout(Duration.ofSeconds(60));
  }

  private static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  private HttpResponse<String> until(
      OneAgent agent, String target, Predicate<HttpResponse<String>> wanted) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    HttpResponse<String> answer = get(agent, target);
    while (!wanted.test(answer)) {
      assertThat(System.nanoTime()).as("%s", answer.body()).isLessThan(end);
      Thread.onSpinWait();
      answer = get(agent, target);
    }
    return answer;
  }

  @Test
  void still_gives_the_answers_that_it_kept_and_says_how_old_they_are() throws Exception {
    String joins = "server = false node_name = \"client\" retry_join = [\"127.0.0.1:%d\"]";
    try (OneAgent server = new OneAgent("");
        OneAgent client = new OneAgent(joins.formatted(server.lanPort))) {
      register(server, 1);
      until(client, WEB, answer -> answer.statusCode() == 200);
      until(client, WEB, answer -> answer.body().contains("\"Port\": 1"));
      assertThat(header(get(client, WEB), "X-Cache")).isEqualTo("HIT");

      register(server, 2);
      HttpResponse<String> followed =
          until(client, WEB, answer -> answer.body().contains("\"Port\": 2"));
      assertThat(header(followed, "Age")).isEqualTo("0");

      server.close();
      HttpResponse<String> old = until(client, WEB, answer -> !header(answer, "Age").equals("0"));
      assertThat(old.statusCode()).isEqualTo(200);
      assertThat(old.body()).contains("\"Port\": 2");
      assertThat(header(old, "X-Cache")).isEqualTo("HIT");
    }
  }

  private void register(OneAgent server, int port) throws Exception {
    String service = "\"Service\":{\"Service\":\"web\",\"Port\":%d}".formatted(port);
    String body = "{\"Node\":\"n1\",\"Address\":\"10.0.0.1\"," + service + "}";
    HttpResponse<String> answer =
        http.send(
            request(server, "/v1/catalog/register")
                .PUT(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
  }
}
