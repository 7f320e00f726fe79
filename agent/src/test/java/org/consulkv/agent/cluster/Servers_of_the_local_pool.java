package org.consulkv.agent.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.consulkv.agent.AgentException;
import org.consulkv.gossip.swim.Address;
import org.consulkv.testkit.time.SeededChance;
import org.consulkv.testkit.time.VirtualTime;
import org.junit.jupiter.api.Test;

class Servers_of_the_local_pool {
  private final VirtualTime time = new VirtualTime();
  private final KnownServers servers = new KnownServers("dc1");
  private final Set<String> inWan = new HashSet<>(Set.of("n1.dc1"));
  private final List<Address> joined = new ArrayList<>();
  private boolean reachable = true;

  @Test
  void are_brought_into_the_pool_of_all_servers_when_they_come() {
    try (WanFlood flood = start()) {
      servers.onChange(flood::look);
      servers.happened(PoolMember.joined("n1", "10.0.0.1", PoolMember.server("dc1", "1")), false);
      servers.happened(PoolMember.joined("n2", "10.0.0.2", PoolMember.server("dc1", "2")), false);
      assertThat(joined).containsExactly(Address.of("10.0.0.2", 8302));
    }
  }

  @Test
  void are_tried_again_until_they_are_there() {
    reachable = false;
    servers.happened(PoolMember.joined("n2", "10.0.0.2", PoolMember.server("dc1", "2")), false);
    try (WanFlood _ = start()) {
      time.advance(Duration.ofSeconds(130));
      assertThat(joined).hasSize(2);
      inWan.add("n2.dc1");
      time.advance(Duration.ofMinutes(5));
      assertThat(joined).hasSize(2);
    }
  }

  @Test
  void stay_out_if_they_have_no_such_pool_or_are_gone() {
    Map<String, String> tags = PoolMember.server("dc1", "2");
    tags.remove("wan_join_port");
    servers.happened(PoolMember.joined("n2", "10.0.0.2", tags), false);
    servers.happened(PoolMember.failed("n3", "10.0.0.3", PoolMember.server("dc1", "3")), false);
    try (WanFlood flood = start()) {
      flood.look();
      assertThat(joined).isEmpty();
    }
  }

  private WanFlood start() {
    return new WanFlood(
        servers::servers, () -> inWan, this::join, time, new SeededChance(1), Runnable::run);
  }

  private void join(Address address) {
    joined.add(address);
    if (!reachable) {
      throw new AgentException("not there");
    }
  }
}
