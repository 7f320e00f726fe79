package org.consulkv.agent.cluster;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.consulkv.agent.Version;
import org.consulkv.agent.config.AgentConfig;
import org.consulkv.gossip.serf.Member;
import org.consulkv.gossip.serf.MemberStatus;
import org.consulkv.runtime.GoDuration;
import org.jspecify.annotations.Nullable;

/// What agents say about themselves in a pool, under Consul's names.
final class MemberTags {
  private static final String SERVER = "consul";
  private static final String CLIENT = "node";

  /// After what time others may forget this agent if it fails, as Consul writes it.
  private static final String RECONNECT_TIMEOUT = "rc_tm";

  private MemberTags() {}

  /// The tags of this agent.
  static SortedMap<String, String> of(AgentConfig config, String nodeId, boolean wan) {
    SortedMap<String, String> tags = new TreeMap<>();
    tags.put("acls", config.acl().enabled() ? "1" : "0");
    tags.put("build", Version.NUMBER + ":");
    tags.put("dc", config.node().datacenter());
    tags.put("id", nodeId);
    tags.put("role", config.role().server() ? SERVER : CLIENT);
    tags.put("segment", "");
    tags.put("vsn", Integer.toString(Version.PROTOCOL));
    tags.put("vsn_max", Integer.toString(Version.PROTOCOL_MAX));
    tags.put("vsn_min", Integer.toString(Version.PROTOCOL_MIN));
    config
        .gossip()
        .advertisedReconnectTimeout()
        .ifPresent(time -> tags.put(RECONNECT_TIMEOUT, GoDuration.format(time)));
    if (config.role().server()) {
      addServer(tags, config, wan);
    }
    return tags;
  }

  private static void addServer(Map<String, String> tags, AgentConfig config, boolean wan) {
    tags.put("ft_fs", "1");
    tags.put("ft_si", "1");
    tags.put("port", Integer.toString(config.ports().server()));
    tags.put("raft_vsn", Integer.toString(config.raft().protocol()));
    if (!wan && config.ports().serfWan() > 0) {
      tags.put("wan_join_port", Integer.toString(config.ports().serfWan()));
    }
    if (config.role().bootstrap()) {
      tags.put("bootstrap", "1");
    }
    if (config.role().bootstrapExpect() > 0) {
      tags.put("expect", Integer.toString(config.role().bootstrapExpect()));
    }
    if (config.role().readReplica()) {
      tags.put("read_replica", "1");
      tags.put("nonvoter", "1");
    }
  }

  /// How long the member wants to be waited for if it fails; empty if it says nothing, or nothing
  /// sensible.
  static Optional<Duration> reconnectTimeout(Member member) {
    String text = member.tags().getOrDefault(RECONNECT_TIMEOUT, "");
    try {
      return Optional.of(text).filter(said -> !said.isEmpty()).map(GoDuration::parse);
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  static boolean isServer(Map<String, String> tags) {
    return SERVER.equals(tags.get("role"));
  }

  /// The server that a member is; empty if it is none, or does not say enough.
  static Optional<KnownServer> server(Member member) {
    Map<String, String> tags = member.tags();
    String datacenter = tags.getOrDefault("dc", "");
    int port = number(tags.get("port"));
    if (!isServer(tags) || datacenter.isEmpty() || port <= 0) {
      return Optional.empty();
    }
    String suffix = "." + datacenter;
    String name = member.name();
    return Optional.of(
        new KnownServer(
            tags.getOrDefault("id", ""),
            name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : name,
            datacenter,
            socketAddress(member, port),
            member.status() == MemberStatus.ALIVE,
            !tags.containsKey("read_replica") && !tags.containsKey("nonvoter"),
            Math.max(0, number(tags.get("expect"))),
            tags.containsKey("bootstrap"),
            tags.getOrDefault("build", ""),
            new TreeMap<>(tags)));
  }

  private static InetSocketAddress socketAddress(Member member, int port) {
    try {
      return new InetSocketAddress(InetAddress.getByAddress(member.address().ip().toArray()), port);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("not an address: " + member.address(), e);
    }
  }

  private static int number(@Nullable String text) {
    try {
      return text == null ? -1 : Integer.parseInt(text);
    } catch (NumberFormatException _) {
      return -1;
    }
  }
}
