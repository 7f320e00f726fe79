package org.consulkv.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import org.consulkv.cli.client.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class Datacenters_that_prove_their_names {
  @TempDir Path folder;

  @SuppressWarnings("NullAway.Init") // by the method below
  private TestAuthority authority;

  @BeforeEach
  void have_an_authority() throws Exception {
    authority = new TestAuthority(folder);
    authority.certify("east", "server.dc1.consul");
    authority.certify("inside", "client.dc1.consul");
  }

  @Test
  void trust_each_other() throws Exception {
    authority.certify("west", "server.dc2.consul");
    try (TwoDatacenters both = new TwoDatacenters(this::settings)) {
      for (OneAgent agent : new OneAgent[] {both.east, both.inside}) {
        assertThat(agent.put("/v1/kv/a?dc=dc2", "far")).isEqualTo("200 true");
        assertThat(agent.dns("west.node.dc2.consul", "A")).containsExactly("127.0.0.1");
        assertThat(snapshotOfTheOther(agent)).isEqualTo(200);
      }
      assertThat(both.west.get("/v1/kv/a?raw")).isEqualTo("200 far");
    }
  }

  @Test
  void do_not_take_a_server_of_one_for_a_server_of_the_other() throws Exception {
    authority.certify("west", "server.dc1.consul");
    try (TwoDatacenters both = new TwoDatacenters(this::settings)) {
      assertThat(both.east.put("/v1/kv/a?dc=dc2", "far")).startsWith("500");
      assertThat(both.west.get("/v1/kv/a")).startsWith("404");
    }
  }

  private static int snapshotOfTheOther(OneAgent agent) throws Exception {
    try (Response saved = agent.client().get("/v1/snapshot").param("dc", "dc2").sendOk()) {
      byte[] archive = saved.bytes();
      try (Response restored =
          agent
              .client()
              .put("/v1/snapshot")
              .param("dc", "dc2")
              .body(new ByteArrayInputStream(archive), archive.length)
              .send()) {
        return restored.status();
      }
    }
  }

  private String settings(String node) {
    return """
    performance { rpc_hold_timeout = "500ms" }
    tls { internal_rpc {
      ca_file = "%1$s/ca.pem" cert_file = "%1$s/%2$s.pem" key_file = "%1$s/%2$s-key.pem"
      verify_incoming = true verify_outgoing = true verify_server_hostname = true
    } }
    """
        .formatted(folder, node);
  }
}
