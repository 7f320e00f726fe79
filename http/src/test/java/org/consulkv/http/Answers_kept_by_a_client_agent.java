package org.consulkv.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.consulkv.http.listener.RawClient;
import org.consulkv.http.listener.RawClient.Answer;
import org.consulkv.testkit.machine.Await;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class Answers_kept_by_a_client_agent {
  private static final String HEALTH = "/v1/health/service/web?cached";

  private final Passing agents = new Passing();
  private RawClient client;

  @BeforeEach
  void open() throws IOException {
    client = agents.toClientAgent();
    register("n1", 1);
  }

  @AfterEach
  void close() throws IOException {
    client.close();
    agents.close();
  }

  private void register(String node, int port) throws IOException {
    String service = "\"Service\":{\"Service\":\"web\",\"Port\":" + port + "}";
    String body = "{\"Node\":\"" + node + "\",\"Address\":\"10.0.0.1\"," + service + "}";
    try (RawClient server = agents.leader.client()) {
      assertThat(server.put("/v1/catalog/register", body).answer().status()).isEqualTo(200);
    }
  }

  private Answer get(String target) throws IOException {
    return client.get(target).answer();
  }

  private Answer get(String target, String control) throws IOException {
    String header = "Cache-Control: " + control;
    return client.send("GET " + target + " HTTP/1.1\r\nHost: x\r\n" + header + "\r\n\r\n").answer();
  }

  private Answer until(String target, Predicate<Answer> wanted) {
    AtomicReference<Answer> last = new AtomicReference<>();
    Await.until(() -> {
      try {
        last.set(get(target));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return wanted.test(last.get());
    });
    return last.get();
  }

  @Test
  void look_like_those_of_a_server() throws IOException {
    Answer first = get(HEALTH);
    assertThat(first.status()).isEqualTo(200);
    assertThat(first.header("X-Cache")).isEqualTo("MISS");
    assertThat(first.header("Age")).isEmpty();
    Answer second = get(HEALTH);
    assertThat(second.header("X-Cache")).isEqualTo("HIT");
    assertThat(second.header("Age")).isEqualTo("0");
    assertThat(second.text()).isEqualTo(first.text()).contains("\"web\"");
    for (String name : new String[] {"Index", "Query-Backend", "Effective-Consistency"}) {
      assertThat(second.header("X-Consul-" + name))
          .isEqualTo(first.header("X-Consul-" + name))
          .isNotEmpty();
    }
    try (RawClient server = agents.leader.client()) {
      Answer there = server.get(HEALTH).answer();
      assertThat(first.text()).isEqualTo(there.text());
      assertThat(second.headers().keySet()).isEqualTo(there.headers().keySet());
    }
  }

  @Test
  void follow_the_catalog() throws IOException {
    get(HEALTH);
    register("n2", 2);
    Answer both = until(HEALTH, answer -> answer.text().contains("\"n2\""));
    assertThat(both.header("X-Cache")).isEqualTo("HIT");
  }

  @Test
  void are_watched_once_for_all_who_wait() throws IOException {
    String index = get(HEALTH).header("X-Consul-Index");
    Await.until(() -> agents.leader.parked() == 1);
    try (RawClient one = agents.toClientAgent();
        RawClient other = agents.toClientAgent()) {
      one.get(HEALTH + "&wait=60s&index=" + index);
      other.get(HEALTH + "&index=" + index + "&wait=59s");
      get(HEALTH);
      assertThat(agents.leader.parked()).isEqualTo(1);
      register("n2", 2);
      assertThat(one.answer().text()).contains("\"n2\"");
      assertThat(other.answer().text()).contains("\"n2\"");
    }
  }

  @Test
  void are_given_to_those_who_waited_in_vain() throws IOException {
    String index = get(HEALTH).header("X-Consul-Index");
    Answer same = get(HEALTH + "&wait=10ms&index=" + index);
    assertThat(same.header("X-Consul-Index")).isEqualTo(index);
    assertThat(same.header("X-Cache")).isEqualTo("HIT");
  }

  @Test
  void are_only_for_those_who_ask_for_them() throws IOException {
    get(HEALTH);
    assertThat(get("/v1/health/service/web").headers()).doesNotContainKeys("x-cache", "age");
    assertThat(get("/v1/health/service/web?cached&passing").header("X-Cache")).isEqualTo("MISS");
    assertThat(get("/v1/catalog/nodes?cached").headers()).doesNotContainKey("x-cache");
    assertThat(get("/v1/catalog/services?cached").header("X-Cache")).isEqualTo("MISS");
    assertThat(get("/v1/catalog/service/web?cached").header("X-Cache")).isEqualTo("MISS");
    assertThat(get("/v1/catalog/service/web?cached").header("X-Cache")).isEqualTo("HIT");
  }

  @Test
  void grow_old_where_nobody_can_watch_them() throws IOException {
    String query = "{\"Name\":\"q\",\"Service\":{\"Service\":\"web\"}}";
    client
        .send(
            "POST /v1/query HTTP/1.1\r\nHost: x\r\nContent-Length: "
                + query.length()
                + "\r\n\r\n"
                + query)
        .answer();
    String execute = "/v1/query/q/execute?cached";
    assertThat(get(execute).header("X-Cache")).isEqualTo("MISS");
    register("n2", 2);
    assertThat(get(execute).text()).doesNotContain("\"n2\"");
    assertThat(get(execute, "max-age=1000, stale-if-error=2000").header("X-Cache"))
        .isEqualTo("HIT");
    Answer fresh = get(execute, "max-age=0");
    assertThat(fresh.header("X-Cache")).isEqualTo("MISS");
    assertThat(fresh.text()).contains("\"n2\"");
    assertThat(get(execute, "must-revalidate").header("X-Cache")).isEqualTo("MISS");
    assertThat(get("/v1/catalog/datacenters?cached").header("X-Cache")).isEqualTo("MISS");
    assertThat(get("/v1/catalog/datacenters?cached").header("X-Cache")).isEqualTo("HIT");
  }

  @Test
  void are_none_of_those_that_say_why_not() throws IOException {
    assertThat(get(HEALTH, "max-age=x"))
        .returns(400, Answer::status)
        .returns("Invalid Cache-Control header.", Answer::text);
    assertThat(get(HEALTH + "&consistent").status()).isEqualTo(400);
    assertThat(get(HEALTH + "&filter=Frob==1").status()).isEqualTo(500);
    assertThat(get(HEALTH + "&filter=Frob==1").headers()).doesNotContainKey("x-cache");
    assertThat(get("/v1/query/missing/execute?cached").status()).isEqualTo(404);
    assertThat(get("/v1/query/missing/execute?cached").headers()).doesNotContainKey("x-cache");
  }

  @Test
  void are_kept_by_servers_too_if_they_come_from_another_datacenter() throws IOException {
    try (RawClient server = agents.toFollower()) {
      String abroad = "/v1/catalog/services?cached&dc=dc2";
      assertThat(server.get(abroad).answer().header("X-Cache")).isEqualTo("MISS");
      assertThat(server.get(abroad).answer().header("X-Cache")).isEqualTo("HIT");
    }
  }
}
