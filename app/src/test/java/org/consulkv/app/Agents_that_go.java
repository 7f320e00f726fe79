package org.consulkv.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.consulkv.testkit.machine.Await;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What becomes of an agent that leaves, and of one that fails, by what the server tells.
@Timeout(120)
class Agents_that_go {
  private static final String QUICK =
      """
      gossip_lan { probe_interval = "500ms", probe_timeout = "400ms" }
      gossip_wan { probe_interval = "500ms", probe_timeout = "400ms", suspicion_mult = 4 }
      """;

  @SuppressWarnings("NullAway.Init") // by the method below
  private TwoDatacenters both;

  @BeforeEach
  void join() throws IOException {
    both = new TwoDatacenters(QUICK);
    both.inside.put("/v1/agent/service/register", "{\"Name\": \"web\", \"Port\": 80}");
    Await.until(() -> both.east.get("/v1/catalog/node/inside").contains("\"web\""));
  }

  @AfterEach
  void close() throws IOException {
    both.close();
  }

  @Test
  void by_leaving_are_gone_from_the_catalog_with_all_they_had() {
    both.inside.consul("leave");
    Await.until(() -> both.east.get("/v1/catalog/node/inside").equals("200 null"));
    assertThat(both.east.get("/v1/health/service/web")).isEqualTo("200 []");
    assertThat(both.east.consul("members")).containsPattern("inside .* left ");
  }

  @Test
  void by_failing_stay_in_the_catalog_but_lose_their_sessions() throws IOException {
    String session = both.inside.put("/v1/session/create", "{\"LockDelay\": \"0s\"}");
    String id = session.substring(session.indexOf("\"ID\": \"") + 7).substring(0, 36);
    assertThat(both.inside.put("/v1/kv/lock?acquire=" + id, "mine")).isEqualTo("200 true");
    both.inside.stop();

    Await.until(() -> both.east.get("/v1/health/node/inside").contains("\"critical\""));
    assertThat(both.east.get("/v1/catalog/service/web")).contains("inside");
    assertThat(both.east.get("/v1/health/service/web?passing")).isEqualTo("200 []");
    assertThat(both.east.get("/v1/session/list")).isEqualTo("200 []");
    assertThat(both.east.get("/v1/kv/lock")).doesNotContain(id);
    assertThat(both.east.consul("members")).containsPattern("inside .* failed ");

    both.east.consul("force-leave", "inside");
    Await.until(() -> both.east.get("/v1/catalog/node/inside").equals("200 null"));
    assertThat(both.east.consul("members")).containsPattern("inside .* left ");
    both.east.consul("force-leave", "-prune", "inside");
    Await.until(() -> !both.east.consul("members").contains("inside"));
  }

  @Test
  void as_servers_of_another_datacenter_are_forgotten_when_they_are_told_to_be()
      throws IOException {
    both.west.stop();
    Await.until(() -> both.east.consul("members", "-wan").contains("failed"));
    assertThat(both.east.consul("members", "-wan")).containsPattern("west.dc2 .* failed ");
    assertThat(both.east.consul("force-leave", "-wan", "nobody.dc2"))
        .startsWith("1 ")
        .contains("No node found with name 'nobody.dc2'");

    both.east.consul("force-leave", "-wan", "west.dc2");
    Await.until(() -> both.east.consul("members", "-wan").contains("left"));
    assertThat(both.east.get("/v1/kv/a?dc=dc2")).startsWith("500");
    both.east.consul("force-leave", "-wan", "-prune", "west.dc2");
    Await.until(() -> !both.east.consul("members", "-wan").contains("west"));
    assertThat(both.east.get("/v1/catalog/datacenters")).doesNotContain("dc2");
  }
}
