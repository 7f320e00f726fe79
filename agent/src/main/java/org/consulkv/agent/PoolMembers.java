package org.consulkv.agent;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.consulkv.agent.cluster.Cluster;
import org.consulkv.agent.cluster.MemberEvent;
import org.consulkv.server.membership.ClusterMember;
import org.consulkv.server.membership.ClusterMember.ServerPart;
import org.consulkv.server.membership.ClusterMember.Status;
import org.consulkv.server.membership.ClusterMembers;
import org.jspecify.annotations.Nullable;

/// The local pool as the leader reads it.
///
/// Threading: thread-safe.
final class PoolMembers implements ClusterMembers {
  private static final int REAPED_KEPT = 1024;
  private static final int ALIVE = 1;
  private static final int LEAVING = 2;
  private static final int LEFT = 3;

  private final Cluster cluster;
  private final String self;
  private final Map<String, String> taggedAddresses;
  private final Supplier<Map<String, String>> meta;

  /// Members that the pool forgot while this agent watched, the latest ones.
  private final Map<String, ClusterMember> reaped =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ClusterMember> eldest) {
          return size() > REAPED_KEPT;
        }
      };

  /// @param self this node's name
  /// @param taggedAddresses of this node
  /// @param meta of this node; it may change
  PoolMembers(
      Cluster cluster,
      String self,
      Map<String, String> taggedAddresses,
      Supplier<Map<String, String>> meta) {
    this.cluster = cluster;
    this.self = self;
    this.taggedAddresses = taggedAddresses;
    this.meta = meta;
    cluster.onMember(this::happened);
  }

  private void happened(MemberEvent event) {
    synchronized (reaped) {
      if (event.kind() == MemberEvent.Kind.REAPED) {
        reaped.put(event.member().name(), member(event.member()).with(Status.REAPED));
      } else {
        reaped.remove(event.member().name());
      }
    }
  }

  @Override
  public List<ClusterMember> members() {
    List<ClusterMember> members = new ArrayList<>();
    for (Member member : cluster.members(false)) {
      members.add(member(member));
    }
    synchronized (reaped) {
      members.addAll(reaped.values());
    }
    return members;
  }

  @Override
  public void onChange(Runnable listener) {
    cluster.onMember(_ -> listener.run());
  }

  private ClusterMember member(Member member) {
    boolean here = member.name().equals(self);
    return new ClusterMember(
        member.name(),
        member.tags().getOrDefault("id", ""),
        member.address(),
        here ? taggedAddresses : null,
        here ? meta.get() : null,
        status(member.status()),
        server(member));
  }

  private static Status status(int code) {
    return switch (code) {
      case ALIVE -> Status.ALIVE;
      case LEAVING -> Status.LEAVING;
      case LEFT -> Status.LEFT;
      default -> Status.FAILED;
    };
  }

  private static Optional<ServerPart> server(Member member) {
    Map<String, String> tags = member.tags();
    int port = number(tags.get("port"));
    if (!"consul".equals(tags.get("role")) || port <= 0) {
      return Optional.empty();
    }
    String host =
        member.address().indexOf(':') < 0 ? member.address() : "[" + member.address() + "]";
    boolean replica = tags.containsKey("read_replica") || tags.containsKey("nonvoter");
    String version = version(tags.getOrDefault("build", ""));
    return Optional.of(
        new ServerPart(
            host + ":" + port,
            port,
            !replica,
            Math.max(0, number(tags.get("expect"))),
            version,
            Map.of(
                "non_voter", Boolean.toString(replica),
                "raft_version", tags.getOrDefault("raft_vsn", ""),
                "read_replica", Boolean.toString(replica),
                "serf_protocol_current", Integer.toString(member.protocolCurrent()),
                "serf_protocol_max", Integer.toString(member.protocolMax()),
                "serf_protocol_min", Integer.toString(member.protocolMin()),
                "version", version)));
  }

  private static String version(String build) {
    int colon = build.indexOf(':');
    return colon < 0 ? build : build.substring(0, colon);
  }

  private static int number(@Nullable String text) {
    try {
      return text == null ? -1 : Integer.parseInt(text);
    } catch (NumberFormatException _) {
      return -1;
    }
  }
}
