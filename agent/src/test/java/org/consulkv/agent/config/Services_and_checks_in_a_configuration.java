package org.consulkv.agent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.consulkv.agent.check.CheckDefinition;
import org.consulkv.agent.definition.Definitions;
import org.consulkv.agent.definition.ServiceDefinition;
import org.consulkv.state.catalog.Service;
import org.junit.jupiter.api.Test;

class Services_and_checks_in_a_configuration {
  private static Definitions definitions(String... fragments) {
    return ConfigLoader.check(
            new ConfigInput(true, List.of(), Optional.empty(), List.of(fragments), List.of()))
        .config()
        .definitions();
  }

  @Test
  void are_read_with_all_their_fields() {
    ServiceDefinition web =
        definitions(
                """
                service {
                  name = "web"
                  id = "w1"
                  tags = ["a", "b"]
                  port = 80
                  address = "10.0.0.1"
                  meta { k = "v" }
                  weights { passing = 3 warning = 2 }
                  tagged_addresses { wan { address = "198.18.0.1" port = 8080 } }
                  enable_tag_override = true
                  token = "secret"
                  check { http = "http://x/" interval = "10s" header { A = ["b", "c"] } }
                  check { args = ["true"] interval = "5s" }
                }
                """)
            .services()
            .getFirst();
    Service service = web.service();
    assertThat(service.tags()).containsExactly("a", "b");
    assertThat(service.weights()).isEqualTo(new Service.Weights(3, 2));
    assertThat(service.meta()).containsExactly(Map.entry("k", "v"));
    assertThat(service.taggedAddresses())
        .containsEntry("wan", new Service.Address("198.18.0.1", 8080))
        .containsEntry("lan_ipv4", new Service.Address("10.0.0.1", 80));
    assertThat(web.token()).isEqualTo("secret");
    assertThat(web.checks().stream().map(CheckDefinition::id))
        .containsExactly("service:w1:1", "service:w1:2");
    CheckDefinition http = web.checks().getFirst();
    assertThat(http.interval()).isEqualTo(Duration.ofSeconds(10));
    assertThat(http.header()).containsExactly(Map.entry("A", List.of("b", "c")));
  }

  @Test
  void are_added_up_over_all_files_and_spellings() {
    Definitions all =
        definitions(
            "service { name = \"a\" }",
            "services = [{ name = \"b\" }, { name = \"c\" }]",
            "check { name = \"d\" ttl = \"10s\" } checks = [{ name = \"e\" ttl = \"10s\" }]");
    assertThat(all.services().stream().map(service -> service.service().id()))
        .containsExactly("a", "b", "c");
    assertThat(all.checks().stream().map(CheckDefinition::id)).containsExactly("d", "e");
  }

  @Test
  void are_refused_when_they_make_no_sense() {
    assertThatThrownBy(() -> definitions("service { name = \"a\" weights { passing = 0 } }"))
        .hasMessage("service \"a\": Invalid Weights: Passing must be greater than 0");
    assertThatThrownBy(() -> definitions("service { name = \"a\" check { tcp = \"x:1\" } }"))
        .hasMessageContaining("Interval must be > 0");
    assertThatThrownBy(() -> definitions("check { name = \"c\" status = \"odd\" ttl = \"1s\" }"))
        .hasMessage("check \"c\": Bad check status");
  }
}
