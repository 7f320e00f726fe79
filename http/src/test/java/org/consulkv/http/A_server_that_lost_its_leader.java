package org.consulkv.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.consulkv.http.listener.RawClient;
import org.consulkv.http.listener.RawClient.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class A_server_that_lost_its_leader {
  private static final String WEB = "/v1/health/service/web?cached";

  private final Passing agents = new Passing();

  @BeforeEach
  void lead() {
    agents.log.lead(true);
  }

  @AfterEach
  void close() {
    agents.close();
  }

  @Test
  void still_answers_what_it_was_asked_before_by_those_who_take_kept_answers() throws IOException {
    try (RawClient client = agents.toFollower()) {
      Answer first = client.get(WEB).answer();
      assertThat(first.status()).isEqualTo(200);
      assertThat(first.header("X-Cache")).isEqualTo("MISS");

      agents.log.lead(false);
      Answer kept = client.get(WEB).answer();
      assertThat(kept.status()).isEqualTo(200);
      assertThat(kept.text()).isEqualTo(first.text());
      assertThat(kept.header("X-Cache")).isEqualTo("HIT");
      assertThat(kept.header("Age")).isEqualTo("0");
      assertThat(client.get(WEB + "&index=1000&wait=10ms").answer().status()).isEqualTo(200);
    }
  }

  @Test
  void says_that_it_has_no_leader_to_those_who_want_a_new_answer_or_another() throws IOException {
    try (RawClient client = agents.toFollower();
        RawClient plain = agents.toFollower();
        RawClient other = agents.toFollower()) {
      client.get(WEB).answer();
      agents.log.lead(false);
      plain.get("/v1/health/service/web");
      other.get("/v1/health/service/other?cached");
      assertThat(plain.answer().text()).isEqualTo("No cluster leader");
      assertThat(other.answer().text()).isEqualTo("No cluster leader");
    }
  }
}
