package org.consulkv.agent.cluster;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.consulkv.gossip.net.GossipPool;
import org.consulkv.gossip.serf.MemberStatus;
import org.consulkv.gossip.serf.SerfStats;

/// A pool in numbers, as `consul info` shows it.
final class PoolStats {
  private PoolStats() {}

  static SortedMap<String, String> of(GossipPool pool, boolean encrypted) {
    SerfStats now = pool.stats();
    List<MemberStatus> states = pool.members().stream().map(member -> member.status()).toList();
    SortedMap<String, String> stats = new TreeMap<>();
    stats.put("coordinate_resets", "0");
    stats.put("encrypted", Boolean.toString(encrypted));
    stats.put("event_queue", Integer.toString(now.eventQueue()));
    stats.put("event_time", Long.toString(now.eventTime()));
    stats.put("failed", count(states, MemberStatus.FAILED));
    stats.put("health_score", Integer.toString(now.healthScore()));
    stats.put("intent_queue", Integer.toString(now.intentQueue()));
    stats.put("left", count(states, MemberStatus.LEFT));
    stats.put("member_time", Long.toString(now.memberTime()));
    stats.put("members", Integer.toString(states.size()));
    stats.put("query_queue", Integer.toString(now.queryQueue()));
    stats.put("query_time", Long.toString(now.queryTime()));
    return stats;
  }

  private static String count(List<MemberStatus> states, MemberStatus wanted) {
    return Long.toString(states.stream().filter(state -> state == wanted).count());
  }
}
