package org.consulkv.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.consulkv.cli.client.Response;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `translate_wan_addrs`, set for the agents of the first datacenter; asked of a server and of a
/// client agent there.
@Timeout(60)
class Addresses_for_other_datacenters {
  /// A node in the same words for both datacenters.
  private static final String NODE =
      """
      {"Node":"far","Address":"10.0.2.1",
       "TaggedAddresses":{"lan":"10.0.2.1","lan_ipv4":"10.0.2.1","wan":"192.0.2.1"},
       "Service":{"Service":"%s"%s,"Port":80}}
      """;

  private static final String ADDRESSED =
      ",\"Address\":\"10.0.2.7\",\"TaggedAddresses\":{\"lan_ipv4\":{\"Address\":\"10.0.2.7\","
          + "\"Port\":80},\"wan\":{\"Address\":\"192.0.2.7\",\"Port\":8080}}";

  @SuppressWarnings("NullAway.Init") // by the method below
  private static TwoDatacenters both;

  @BeforeAll
  static void join() throws IOException {
    both = new TwoDatacenters(name -> name.equals("west") ? "" : "translate_wan_addrs = true");
    for (OneAgent agent : new OneAgent[] {both.west, both.east}) {
      agent.put("/v1/catalog/register", NODE.formatted("web", ""));
      agent.put("/v1/catalog/register", NODE.formatted("db", ADDRESSED));
    }
    both.west.put("/v1/catalog/register", NODE.formatted("only-west", ""));
  }

  @AfterAll
  static void close() throws IOException {
    both.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"east", "inside"})
  void are_those_of_nodes_in_the_catalog(String at) {
    for (String path :
        new String[] {"/v1/catalog/nodes", "/v1/catalog/node/far", "/v1/catalog/service/web"}) {
      assertThat(both.agent(at).get(path + "?dc=dc2"))
          .contains("\"Address\": \"192.0.2.1\"", "\"lan\": \"10.0.2.1\"")
          .doesNotContain("\"Address\": \"10.0.2.1\"");
      assertThat(both.agent(at).get(path)).contains("\"Address\": \"10.0.2.1\"");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"east", "inside"})
  void are_those_of_instances(String at) {
    assertThat(both.agent(at).get("/v1/catalog/service/db?dc=dc2"))
        .contains("\"ServiceAddress\": \"192.0.2.7\"", "\"ServicePort\": 8080");
    assertThat(both.agent(at).get("/v1/health/service/db?dc=dc2"))
        .contains("\"Address\": \"192.0.2.1\"", "\"Address\": \"192.0.2.7\"", "\"Port\": 8080");
    assertThat(both.agent(at).get("/v1/health/service/db"))
        .contains("\"Address\": \"10.0.2.1\"", "\"Address\": \"10.0.2.7\"", "\"Port\": 80");
  }

  @ParameterizedTest
  @ValueSource(strings = {"east", "inside"})
  void are_what_names_stand_for(String at) {
    assertThat(both.agent(at).dns("far.node.dc2.consul", "A")).containsExactly("192.0.2.1");
    assertThat(both.agent(at).dns("far.node.dc1.consul", "A")).containsExactly("10.0.2.1");
    assertThat(both.agent(at).dns("web.service.dc2.consul", "A")).containsExactly("192.0.2.1");
    assertThat(both.agent(at).dns("web.service.consul", "A")).containsExactly("10.0.2.1");
    assertThat(both.agent(at).dns("web.service.dc2.consul", "SRV"))
        .containsExactly("1 1 80 far.node.dc2.consul.");
    assertThat(both.agent(at).dns("db.service.dc2.consul", "A")).containsExactly("192.0.2.7");
    assertThat(both.agent(at).dns("db.service.dc2.consul", "SRV"))
        .containsExactly("1 1 8080 c0000207.addr.dc2.consul.");
  }

  @Test
  void are_given_by_queries_that_fail_over() {
    String query =
        """
        {"Name":"over","Service":{"Service":"only-west","Failover":{"Datacenters":["dc2"]}}}
        """;
    assertThat(both.east.answer("POST", "/v1/query", query)).startsWith("200");
    for (OneAgent agent : new OneAgent[] {both.east, both.inside}) {
      assertThat(agent.get("/v1/query/over/execute")).contains("\"Address\": \"192.0.2.1\"");
      assertThat(agent.dns("over.query.consul", "A")).containsExactly("192.0.2.1");
    }
  }

  @Test
  void are_a_matter_of_the_agent_that_is_asked() {
    assertThat(both.west.get("/v1/catalog/node/far?dc=dc1")).contains("\"Address\": \"10.0.2.1\"");
    assertThat(both.west.dns("far.node.dc1.consul", "A")).containsExactly("10.0.2.1");
    for (String path :
        new String[] {"/v1/catalog/nodes", "/v1/catalog/nodes?dc=dc2", "/v1/kv/none"}) {
      assertThat(translated(both.east, path)).isEqualTo("true");
      assertThat(translated(both.inside, path)).isEqualTo("true");
      assertThat(translated(both.west, path.replace("dc2", "dc1"))).isEmpty();
    }
  }

  private static String translated(OneAgent agent, String path) {
    try (Response answer = agent.client().request("GET", path).send()) {
      return answer.header("X-Consul-Translate-Addresses");
    }
  }
}
