package org.consulkv.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.consulkv.http.listener.RawClient;
import org.consulkv.http.listener.RawClient.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class Services_over_HTTP {
  private final RunningApi api = new RunningApi();
  private RawClient client = connect();

  private RawClient connect() {
    try {
      return api.client();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @BeforeEach
  void register_three_instances() throws IOException {
    register("n1", "passing", "r1");
    register("n2", "critical", "r2");
    register("n3", "passing", "r2");
  }

  private void register(String node, String status, String rack) throws IOException {
    String body =
        """
        {"Node":"%1$s","Address":"10.0.0.1","NodeMeta":{"rack":"%3$s"},
         "Service":{"ID":"web-%1$s","Service":"web","Port":80,"Tags":["v1","%1$s"]},
         "Check":{"CheckID":"c","Name":"c","Status":"%2$s","ServiceID":"web-%1$s"}}
        """
            .formatted(node, status, rack);
    assertThat(client.put("/v1/catalog/register", body).answer().status()).isEqualTo(200);
  }

  @AfterEach
  void close() throws IOException {
    client.close();
    api.close();
  }

  @Test
  void are_narrowed_by_health_tags_meta_and_filter() throws IOException {
    assertThat(ids("/v1/health/service/web")).containsExactly("web-n1", "web-n2", "web-n3");
    assertThat(ids("/v1/health/service/web?passing")).containsExactly("web-n1", "web-n3");
    assertThat(ids("/v1/health/service/web?tag=v1&tag=n2")).containsExactly("web-n2");
    assertThat(ids("/v1/health/service/web?passing&node-meta=rack:r2")).containsExactly("web-n3");
    assertThat(ids("/v1/health/service/web?filter=Checks.Status==critical"))
        .containsExactly("web-n2");
    assertThat(
            ids("/v1/health/service/web?filter=Node.Meta.rack==r2%20and%20n3%20in%20Service.Tags"))
        .containsExactly("web-n3");
  }

  @Test
  void are_answered_anew_after_each_change() throws IOException {
    assertThat(ids("/v1/health/service/web?passing")).containsExactly("web-n1", "web-n3");
    assertThat(ids("/v1/health/service/web?passing")).containsExactly("web-n1", "web-n3");
    register("n1", "critical", "r1");
    assertThat(ids("/v1/health/service/web?passing")).containsExactly("web-n3");
    client.put("/v1/catalog/deregister", "{\"Node\":\"n3\"}").answer();
    assertThat(ids("/v1/health/service/web?passing")).isEmpty();
  }

  @Test
  void wait_for_a_service_that_is_not_there_yet() throws IOException {
    Answer none = client.get("/v1/health/service/late").answer();
    try (RawClient waiting = api.client()) {
      waiting.get("/v1/health/service/late?wait=30s&index=" + none.header("X-Consul-Index"));
      String body = "{\"Node\":\"n9\",\"Address\":\"10.0.0.9\",\"Service\":{\"Service\":\"late\"}}";
      client.put("/v1/catalog/register", body).answer();
      Answer woken = waiting.answer();
      assertThat(woken.text()).contains("\"late\"");
      assertThat(woken.header("X-Consul-Query-Backend")).isEqualTo("streaming");
    }
  }

  @Test
  void say_whether_they_were_asked_for_before() throws IOException {
    assertThat(client.get("/v1/catalog/service/web?cached").answer().header("X-Cache"))
        .isEqualTo("MISS");
    Answer again = client.get("/v1/catalog/service/web?cached").answer();
    assertThat(again.header("X-Cache")).isEqualTo("HIT");
    assertThat(again.header("Age")).isEqualTo("0");
    assertThat(client.get("/v1/catalog/service/web").answer().header("X-Cache")).isEmpty();
  }

  @Test
  void refuse_a_filter_that_makes_no_sense() throws IOException {
    Answer answer = client.get("/v1/health/service/web?filter=Frob==1").answer();
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.text())
        .isEqualTo("Failed to create boolean expression evaluator: Selector \"Frob\" is not valid");
  }

  private List<String> ids(String path) throws IOException {
    String text = client.get(path).answer().text();
    return Pattern.compile("\"ID\": \"(web-n[0-9])\"")
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .toList();
  }
}
