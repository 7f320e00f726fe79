package org.consulkv.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.consulkv.http.listener.RawClient;
import org.consulkv.http.listener.RawClient.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class Services_and_checks_of_an_agent {
  private static final String REGISTER = "/v1/agent/service/register";

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
  void register() throws IOException {
    String web =
        "{\"ID\":\"w1\",\"Name\":\"web\",\"Port\":80,\"Check\":{\"CheckID\":\"c\",\"TTL\":\"30s\"}}";
    assertThat(put(REGISTER, web).status()).isEqualTo(200);
  }

  @AfterEach
  void close() throws IOException {
    client.close();
    api.close();
  }

  private Answer put(String target, String body) throws IOException {
    return client.put(target, body).answer();
  }

  private Answer get(String target) throws IOException {
    return client.get(target).answer();
  }

  @Test
  void are_told() throws IOException {
    assertThat(get("/v1/agent/services").text())
        .isEqualTo(
            """
            {
                "w1": {
                    "ID": "w1",
                    "Service": "web",
                    "Tags": [],
                    "Meta": {},
                    "Port": 80,
                    "Address": "",
                    "Weights": {
                        "Passing": 1,
                        "Warning": 1
                    },
                    "EnableTagOverride": false,
                    "Datacenter": "dc1"
                }
            }
            """);
    assertThat(get("/v1/agent/checks").text()).contains("\"CheckID\": \"c\"", "\"Type\": \"ttl\"");
  }

  @Test
  void are_filtered() throws IOException {
    assertThat(get("/v1/agent/services?filter=Port%20%3D%3D%2081").text()).isEqualTo("{}\n");
    assertThat(get("/v1/agent/checks?filter=Status%20%3D%3D%20critical").text()).contains("\"c\"");
  }

  @Test
  void are_gone_when_deregistered() throws IOException {
    assertThat(put("/v1/agent/service/deregister/w1", "").status()).isEqualTo(200);
    assertThat(get("/v1/agent/service/w1").status()).isEqualTo(404);
    assertThat(get("/v1/agent/checks").text()).isEqualTo("{}\n");
  }

  @Test
  void make_a_reader_wait_who_knows_them_as_they_are() throws IOException {
    String hash = get("/v1/agent/service/w1").header("X-Consul-ContentHash");
    client.get("/v1/agent/service/w1?wait=60s&hash=" + hash);
    try (RawClient other = api.client()) {
      assertThat(
              other.put(REGISTER, "{\"ID\":\"w1\",\"Name\":\"web\",\"Port\":81}").answer().status())
          .isEqualTo(200);
    }
    Answer answer = client.answer();
    assertThat(answer.text()).contains("\"Port\": 81");
    assertThat(answer.header("X-Consul-ContentHash")).isNotEqualTo(hash).hasSize(16);
  }

  @Test
  void tell_their_health_by_the_status_of_the_answer() throws IOException {
    String health = "/v1/agent/health/service/id/w1";
    assertThat(get(health).status()).isEqualTo(503);
    put("/v1/agent/check/warn/c?note=hm", "");
    assertThat(get(health).status()).isEqualTo(429);
    put("/v1/agent/check/update/c", "{\"Status\":\"passing\",\"Output\":\"fine\"}");
    Answer answer = get(health + "?format=text");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).isEqualTo("passing");
    assertThat(answer.header("X-Consul-Reason")).isEqualTo("passing");
    put("/v1/agent/maintenance?enable=true", "");
    assertThat(get("/v1/agent/health/service/name/web").header("X-Consul-Reason"))
        .isEqualTo("maintenance");
    assertThat(get("/v1/agent/health/service/name/nothing").status()).isEqualTo(404);
  }

  @Test
  void refuse_what_is_wrong_and_change_nothing() throws IOException {
    assertThat(put(REGISTER, "{\"ID\":\"w1\",\"Name\":\"web\",\"Weights\":{}}").text())
        .isEqualTo("Invalid Weights: Passing must be greater than 0");
    assertThat(put(REGISTER, "{\"Name\":\"web\",\"Colour\":1}").text())
        .isEqualTo("Request decode failed: json: unknown field \"Colour\"");
    assertThat(put(REGISTER, "{\"Name\":\"p\",\"Connect\":{\"SidecarService\":{}}}").text())
        .isEqualTo("the service mesh is not available in this release");
    assertThat(put("/v1/agent/check/pass/nothing", "").text())
        .isEqualTo("CheckID \"nothing\" does not have associated TTL");
    assertThat(get("/v1/agent/services").text()).contains("\"Port\": 80").doesNotContain("\"p\"");
  }

  @Test
  void may_be_written_in_the_spelling_of_configuration_files() throws IOException {
    put(
        REGISTER,
        """
        {"name":"db","enable_tag_override":true,"tagged_addresses":{"lan":{"address":"10.0.0.1"}},
         "checks":[{"tcp":"127.0.0.1:1","interval":"1h","deregister_critical_service_after":"2h"}]}
        """);
    assertThat(get("/v1/agent/service/db").text())
        .contains("\"EnableTagOverride\": true", "\"Address\": \"10.0.0.1\"");
    assertThat(get("/v1/agent/checks").text()).contains("\"service:db\"");
  }
}
