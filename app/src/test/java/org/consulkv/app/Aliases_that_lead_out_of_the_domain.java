package org.consulkv.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.consulkv.testkit.machine.Await;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class Aliases_that_lead_out_of_the_domain {
  private static final String WEB = "web.service.consul";

  private static void are_followed_by_a_client_agent(String more) throws IOException {
    try (AddressOfEveryName recursor = new AddressOfEveryName();
        OneAgent server = new OneAgent("");
        OneAgent client =
            new OneAgent(
                """
                server = false, node_name = "client", retry_join = ["127.0.0.1:%d"]
                recursors = ["%s"] %s
                """
                    .formatted(server.lanPort, recursor.address(), more))) {
      String body =
          """
          {"Node":"n1","Address":"10.0.0.1",
           "Service":{"Service":"web","Address":"web.example.com","Port":80}}
          """;
      assertThat(server.put("/v1/catalog/register", body)).isEqualTo("200 true");
      Await.until(() -> client.dns(WEB, "A").equals(List.of("192.0.2.1")));
      assertThat(client.dns(WEB, "CNAME")).containsExactly("web.example.com.");
      assertThat(client.dns(WEB, "SRV")).containsExactly("1 1 80 web.example.com.");
      assertThat(client.dns("n1.node.consul", "A")).containsExactly("10.0.0.1");
      assertThat(server.dns(WEB, "A")).isEmpty();
    }
  }

  @Test
  void are_followed_by_the_agent_that_was_asked_though_a_server_answered() throws IOException {
    are_followed_by_a_client_agent("");
  }

  @Test
  void are_followed_in_answers_that_are_kept() throws IOException {
    are_followed_by_a_client_agent("dns_config { use_cache = true }");
  }
}
