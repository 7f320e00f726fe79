package org.consulkv.agent.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.Map;
import org.consulkv.gossip.serf.MemberStatus;
import org.consulkv.gossip.serf.PoolEvent;
import org.junit.jupiter.api.Test;

class The_directory_of_servers {
  private final KnownServers servers = new KnownServers("dc1");
  private int changes;

  @Test
  void knows_what_a_server_says_of_itself() {
    Map<String, String> tags = PoolMember.server("dc1", "id1");
    tags.put("expect", "3");
    servers.happened(PoolMember.joined("n1", "10.0.0.1", tags), false);
    KnownServer server = servers.byId("id1").orElseThrow();
    assertThat(server.name()).isEqualTo("n1");
    assertThat(server.address()).isEqualTo(new InetSocketAddress("10.0.0.1", 8300));
    assertThat(server.alive()).isTrue();
    assertThat(server.voter()).isTrue();
    assertThat(server.expect()).isEqualTo(3);
    assertThat(server.bootstrap()).isFalse();
  }

  @Test
  void knows_no_clients_and_no_other_programs() {
    servers.happened(PoolMember.joined("c1", "10.0.0.1", Map.of("role", "node")), false);
    servers.happened(PoolMember.joined("s1", "10.0.0.2", Map.of()), false);
    servers.happened(
        PoolMember.joined("x", "10.0.0.3", Map.of("role", "consul", "dc", "dc1", "port", "x")),
        false);
    assertThat(servers.servers()).isEmpty();
  }

  @Test
  void knows_a_read_replica() {
    Map<String, String> tags = PoolMember.server("dc1", "id1");
    tags.put("read_replica", "1");
    servers.happened(PoolMember.joined("n1", "10.0.0.1", tags), false);
    assertThat(servers.servers()).extracting(KnownServer::voter).containsExactly(false);
  }

  @Test
  void finds_the_living_one_of_two_with_the_same_id() {
    Map<String, String> tags = PoolMember.server("dc1", "id1");
    servers.happened(PoolMember.joined("new", "10.0.0.2", tags), false);
    servers.happened(PoolMember.failed("old", "10.0.0.1", tags), false);
    assertThat(servers.byId("id1").orElseThrow().name()).isEqualTo("new");
    servers.happened(PoolMember.failed("new", "10.0.0.2", tags), false);
    servers.happened(PoolMember.joined("old", "10.0.0.1", tags), false);
    assertThat(servers.byId("id1").orElseThrow().name()).isEqualTo("old");
  }

  @Test
  void has_other_datacenters_from_the_other_pool() {
    servers.happened(PoolMember.joined("n1", "10.0.0.1", PoolMember.server("dc1", "id1")), false);
    servers.happened(
        PoolMember.joined("n1.dc1", "10.0.0.1", PoolMember.server("dc1", "id1")), true);
    servers.happened(
        PoolMember.joined("n9.dc2", "10.9.0.1", PoolMember.server("dc2", "id9")), true);
    assertThat(servers.datacenters()).containsExactly("dc1", "dc2");
    assertThat(servers.servers("dc2")).extracting(KnownServer::name).containsExactly("n9");
    assertThat(servers.servers("dc1")).hasSize(1);
    assertThat(servers.byId("id9")).isEmpty();
  }

  @Test
  void forgets_what_the_pool_forgets() {
    Map<String, String> tags = PoolMember.server("dc1", "id1");
    servers.happened(PoolMember.failed("n1", "10.0.0.1", tags), false);
    servers.happened(
        new PoolEvent.Reaped(PoolMember.of("n1", "10.0.0.1", tags, MemberStatus.FAILED)), false);
    assertThat(servers.servers()).isEmpty();
  }

  @Test
  void tells_of_changes_and_of_nothing_else() {
    servers.onChange(() -> changes++);
    Map<String, String> tags = PoolMember.server("dc1", "id1");
    servers.happened(PoolMember.joined("n1", "10.0.0.1", tags), false);
    servers.happened(PoolMember.joined("n1", "10.0.0.1", tags), false);
    servers.happened(PoolMember.joined("c1", "10.0.0.7", Map.of()), false);
    assertThat(changes).isEqualTo(1);
  }
}
