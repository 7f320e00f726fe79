package org.consulkv.agent.cluster;

import java.util.Map;
import java.util.TreeMap;
import org.consulkv.gossip.serf.Member;
import org.consulkv.gossip.serf.MemberStatus;
import org.consulkv.gossip.serf.PoolEvent;
import org.consulkv.gossip.swim.Address;

/// Members of a pool as tests need them.
final class PoolMember {
  private PoolMember() {}

  static Map<String, String> server(String datacenter, String id) {
    return new TreeMap<>(
        Map.of(
            "role",
            "consul",
            "dc",
            datacenter,
            "id",
            id,
            "port",
            "8300",
            "wan_join_port",
            "8302",
            "build",
            "1.10.100:"));
  }

  static PoolEvent joined(String name, String ip, Map<String, String> tags) {
    return new PoolEvent.Joined(of(name, ip, tags, MemberStatus.ALIVE));
  }

  static PoolEvent failed(String name, String ip, Map<String, String> tags) {
    return new PoolEvent.Failed(of(name, ip, tags, MemberStatus.FAILED));
  }

  static Member of(String name, String ip, Map<String, String> tags, MemberStatus status) {
    return new Member(name, Address.of(ip, 8301), tags, status, PoolSettings.VERSIONS);
  }
}
