package org.consulkv.agent.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.consulkv.gossip.serf.MemberStatus.ALIVE;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.consulkv.agent.AgentException;
import org.consulkv.agent.Member;
import org.consulkv.agent.event.UserEvent;
import org.consulkv.agent.keyring.KeyringAction;
import org.consulkv.agent.keyring.KeyringReport;
import org.consulkv.agent.keyring.KeyringRequest;
import org.consulkv.agent.metrics.MetricsDump;
import org.consulkv.runtime.Bytes;
import org.consulkv.server.ApiException;
import org.junit.jupiter.api.Test;

class Agents_of_a_pool {
  private static final String KEY = "pUqJrVyVRj5jsiYEkM/tFQYfWyJIv4s3XkvDwy7Cu5s=";
  private static final String OTHER_KEY = "AAECAwQFBgcICQoLDA0ODw==";
  private static final String ENCRYPTED = "encrypt = \"" + KEY + "\"";

  @Test
  void see_each_other_and_bring_each_other_into_the_other_pool() throws Exception {
    try (Pooled one = new Pooled("n1", "");
        Pooled two = new Pooled("n2", "")) {
      assertThat(one.cluster.join(two.address(false), false)).isEqualTo(1);
      two.until(() -> names(two, true).contains("n1.dc1"));
      one.until(() -> names(one, true).contains("n2.dc1"));
      assertThat(names(one, false)).containsExactlyInAnyOrder("n1", "n2");
      assertThat(one.cluster.servers().servers()).hasSize(2);
      assertThat(one.cluster.self().status()).isEqualTo(1);
    }
  }

  @Test
  void refuse_another_datacenter() throws Exception {
    try (Pooled one = new Pooled("n1", "");
        Pooled two = new Pooled("n2", "datacenter = \"dc2\"")) {
      assertThatThrownBy(() -> one.cluster.join(two.address(false), false))
          .isInstanceOf(AgentException.class)
          .hasMessageContaining("Member 'n2' part of wrong datacenter 'dc2'");
      assertThat(names(one, false)).containsExactly("n1");
      assertThat(names(two, false)).containsExactly("n2");
      assertThat(one.cluster.join(two.address(true), true)).isEqualTo(1);
      one.until(() -> one.cluster.servers().datacenters().size() == 2);
      assertThat(one.cluster.datacenters().get(10, TimeUnit.SECONDS))
          .extracting(place -> place.datacenter())
          .containsExactly("dc1", "dc2");
    }
  }

  @Test
  void say_who_could_not_be_joined() throws Exception {
    try (Pooled one = new Pooled("n1", "")) {
      assertThatThrownBy(() -> one.cluster.join("127.0.0.1:1", false))
          .hasMessage(
              "1 error occurred:\n\t* Failed to join 127.0.0.1:1: dial tcp 127.0.0.1:1: connect:"
                  + " connection refused\n\n");
      assertThat(one.cluster.join(one.address(false), false)).isZero();
      assertThatThrownBy(() -> one.cluster.forceLeave("n9", false, false))
          .hasMessage("agent: No node found with name 'n9'");
    }
  }

  @Test
  void tell_each_other_events_with_their_filters() throws Exception {
    try (Pooled one = new Pooled("n1", "");
        Pooled two = new Pooled("n2", "")) {
      CompletableFuture<UserEvent> heard = new CompletableFuture<>();
      two.cluster.onEvent(heard::complete);
      one.cluster.join(two.address(false), false);
      UserEvent event =
          new UserEvent(UUID.randomUUID(), "deploy", Bytes.utf8("v1"), "n.", "web", "a", 0);
      one.cluster.fire(event).get(10, TimeUnit.SECONDS);
      UserEvent arrived = heard.get(30, TimeUnit.SECONDS);
      assertThat(arrived.lamportTime()).isPositive();
      assertThat(List.of(arrived.id(), arrived.name(), arrived.payload()))
          .containsExactly(event.id(), event.name(), event.payload());
      assertThat(List.of(arrived.nodeFilter(), arrived.serviceFilter(), arrived.tagFilter()))
          .containsExactly("n.", "web", "a");
    }
  }

  @Test
  void refuse_an_event_that_fits_into_no_packet() throws Exception {
    try (Pooled one = new Pooled("n1", "")) {
      UserEvent large =
          new UserEvent(UUID.randomUUID(), "x", Bytes.EMPTY, "n".repeat(1200), "", "", 0);
      assertThatThrownBy(() -> one.cluster.fire(large).get(10, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(ApiException.class)
          .hasMessageContaining("exceeds limit");
    }
  }

  @Test
  void change_their_keys_together() throws Exception {
    try (Pooled one = new Pooled("n1", ENCRYPTED);
        Pooled two = new Pooled("n2", ENCRYPTED)) {
      one.cluster.join(two.address(false), false);
      one.until(() -> names(one, false).size() == 2);
      assertThat(keys(one, KeyringAction.LIST, "").keys()).containsExactly(entry(KEY, 2));
      assertThat(keys(one, KeyringAction.INSTALL, OTHER_KEY).error()).isEmpty();
      assertThat(keys(two, KeyringAction.USE, OTHER_KEY).error()).isEmpty();
      assertThat(keys(two, KeyringAction.REMOVE, KEY).error()).isEmpty();
      KeyringReport now = keys(one, KeyringAction.LIST, "");
      assertThat(now.keys()).containsExactly(entry(OTHER_KEY, 2));
      assertThat(now.primaries()).containsExactly(entry(OTHER_KEY, 2));
      KeyringReport refused = keys(one, KeyringAction.REMOVE, OTHER_KEY);
      assertThat(refused.error()).isEqualTo("2/2 nodes reported failure");
      assertThat(refused.messages()).containsOnlyKeys("n1", "n2");
    }
  }

  @Test
  void do_not_hear_those_who_have_no_key() throws Exception {
    try (Pooled one = new Pooled("n1", ENCRYPTED);
        Pooled two = new Pooled("n2", "")) {
      assertThatThrownBy(() -> two.cluster.join(one.address(false), false))
          .isInstanceOf(AgentException.class);
      assertThat(names(one, false)).containsExactly("n1");
      assertThat(keys(two, KeyringAction.LIST, "").messages())
          .containsEntry("n2", "Keyring is empty (encryption not enabled)");
    }
  }

  @Test
  void hear_them_while_encryption_is_being_introduced() throws Exception {
    try (Pooled one =
            new Pooled(
                "n1",
                ENCRYPTED + " encrypt_verify_incoming = false encrypt_verify_outgoing = false");
        Pooled two = new Pooled("n2", "")) {
      two.cluster.join(one.address(false), false);
      two.until(() -> names(two, false).size() == 2);
      one.until(() -> names(one, false).size() == 2);
    }
  }

  @Test
  void say_goodbye() throws Exception {
    try (Pooled one = new Pooled("n1", "");
        Pooled two = new Pooled("n2", "")) {
      one.cluster.join(two.address(false), false);
      two.until(() -> names(two, false).size() == 2);
      CompletableFuture<Void> left = one.cluster.leave();
      two.until(() -> status(two, "n1") == 3);
      left.get(30, TimeUnit.SECONDS);
    }
  }

  @Test
  void hear_how_long_a_client_wants_to_be_waited_for() throws Exception {
    try (Pooled one = new Pooled("n1", "");
        Pooled two = new Pooled("n2", "server = false advertise_reconnect_timeout = \"15m\"")) {
      two.cluster.join(one.address(false), false);
      one.until(() -> names(one, false).size() == 2);
      Map<String, String> tags =
          one.cluster.members(false).stream()
              .filter(member -> member.name().equals("n2"))
              .findFirst()
              .orElseThrow()
              .tags();
      assertThat(tags).containsEntry("rc_tm", "15m0s");
      assertThat(MemberTags.reconnectTimeout(PoolMember.of("n2", "127.0.0.1", tags, ALIVE)))
          .hasValue(Duration.ofMinutes(15));
      assertThat(MemberTags.reconnectTimeout(PoolMember.of("n2", "127.0.0.1", Map.of(), ALIVE)))
          .isEmpty();
    }
  }

  @Test
  void measure_their_gossip() throws Exception {
    try (Pooled one = new Pooled("n1", "");
        Pooled two = new Pooled("n2", "")) {
      one.cluster.join(two.address(false), false);
      one.until(() -> names(one, false).size() == 2);
      Map<String, Double> lan = new TreeMap<>();
      for (MetricsDump.Summary counter : one.metrics.dump().counters()) {
        if (counter.labels().equals(Map.of("network", "lan"))) {
          lan.put(counter.name(), counter.sum());
        }
      }
      assertThat(lan)
          .containsEntry("consul.serf.member.join", 2.0)
          .containsEntry("consul.memberlist.tcp.connect", 1.0)
          .containsKeys("consul.memberlist.tcp.sent", "consul.memberlist.msg.alive");
      assertThat(one.metrics.dump().gauges())
          .contains(
              new MetricsDump.Gauge("consul.memberlist.health.score", 0, Map.of("network", "wan")));
    }
  }

  private static Map.Entry<String, Integer> entry(String key, int count) {
    return Map.entry(key, count);
  }

  private static KeyringReport keys(Pooled agent, KeyringAction action, String key)
      throws Exception {
    return agent
        .cluster
        .keyring(new KeyringRequest(action, key, 0, false), false)
        .get(30, TimeUnit.SECONDS);
  }

  private static List<String> names(Pooled agent, boolean wan) {
    return agent.cluster.members(wan).stream().map(Member::name).toList();
  }

  private static int status(Pooled agent, String name) {
    return agent.cluster.members(false).stream()
        .filter(member -> member.name().equals(name))
        .mapToInt(Member::status)
        .findFirst()
        .orElse(0);
  }
}
