package org.consulkv.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class Keys_of_two_datacenters {
  private static final String FIRST = "pUqJrVyVRj5jsiYEkM/tFQYfWyJIv4s3XkvDwy7Cu5s=";
  private static final String SECOND = "HS5lJ+XuTlYKWaeGYyG+/A6cUP2MqlLkoIvJ5nbIcMw=";

  @Test
  void are_changed_in_all_pools_at_once() throws IOException {
    try (TwoDatacenters both = new TwoDatacenters("encrypt = \"" + FIRST + "\"")) {
      assertThat(both.east.consul("keyring", "-list"))
          .contains("WAN:\n  " + FIRST + " [2/2]")
          .contains("dc1 (LAN):\n  " + FIRST + " [2/2]")
          .contains("dc2 (LAN):\n  " + FIRST + " [1/1]");

      both.east.consul("keyring", "-install", SECOND);
      for (OneAgent agent : new OneAgent[] {both.west, both.inside}) {
        assertThat(local(agent)).contains(FIRST, SECOND);
      }
      both.west.consul("keyring", "-use", SECOND);
      assertThat(both.east.answer("DELETE", "/v1/operator/keyring", key(SECOND)))
          .startsWith("500")
          .contains("Removing the primary key is not allowed");

      both.inside.consul("keyring", "-remove", FIRST);
      assertThat(both.west.consul("keyring", "-list"))
          .contains("WAN:\n  " + SECOND + " [2/2]", SECOND + " [1/1]")
          .doesNotContain(FIRST);
      assertThat(both.inside.get("/v1/kv/none?dc=dc2")).startsWith("404");
    }
  }

  private static String key(String key) {
    return "{\"Key\": \"" + key + "\"}";
  }

  private static String local(OneAgent agent) {
    return agent.get("/v1/operator/keyring?local-only=true");
  }
}
