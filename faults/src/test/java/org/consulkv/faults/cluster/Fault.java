package org.consulkv.faults.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.consulkv.faults.network.Link;
import org.consulkv.faults.network.Machine;
import org.consulkv.faults.node.Node;

/// What is done to a cluster, and undone.
public enum Fault {
  LEADER_KILLED,
  FOLLOWER_KILLED,
  MAJORITY_KILLED,
  ALL_KILLED,
  LEADER_STOPPED,
  FOLLOWER_STOPPED,
  LEADER_CUT_OFF,
  FOLLOWER_CUT_OFF,
  /// It is heard by all and hears nobody.
  LEADER_DEAF,
  /// It hears all and is heard by nobody.
  LEADER_MUTE,
  FOLLOWER_DEAF,
  /// The leader with as many as do not make a majority, and the rest.
  HALVES,
  /// Each reaches its two neighbours; with five servers each sees a majority, and no two the same.
  /// With three, the leader and one follower lose each other and both reach the third.
  RING,
  ALL_APART,
  LOSS,
  DELAY;

  private static final double LOST = 0.2;
  private static final Duration DELAYED = Duration.ofMillis(40);

  /// Does it.
  ///
  /// @return what undoes it
  public Runnable strike(Cluster cluster) {
    Node leader = cluster.leader();
    List<Node> followers = cluster.others(leader);
    Node follower = followers.getFirst();
    int minority = (cluster.nodes().size() - 1) / 2;
    List<Node> lessThanHalf = new ArrayList<>(followers.subList(0, Math.max(0, minority - 1)));
    lessThanHalf.add(leader);
    return switch (this) {
      case LEADER_KILLED -> killed(List.of(leader));
      case FOLLOWER_KILLED -> killed(List.of(follower));
      case MAJORITY_KILLED -> killed(followers.subList(0, minority + 1));
      case ALL_KILLED -> killed(cluster.nodes());
      case LEADER_STOPPED -> stopped(leader);
      case FOLLOWER_STOPPED -> stopped(follower);
      case LEADER_CUT_OFF -> split(cluster, List.of(leader));
      case FOLLOWER_CUT_OFF -> split(cluster, List.of(follower));
      case LEADER_DEAF -> oneWay(cluster, followers, List.of(leader));
      case LEADER_MUTE -> oneWay(cluster, List.of(leader), followers);
      case FOLLOWER_DEAF -> oneWay(cluster, cluster.others(follower), List.of(follower));
      case HALVES -> split(cluster, lessThanHalf);
      case RING -> ring(cluster, leader);
      case ALL_APART -> everywhere(cluster, Link.CUT);
      case LOSS -> everywhere(cluster, Link.lossy(LOST));
      case DELAY -> everywhere(cluster, Link.slow(DELAYED, DELAYED));
    };
  }

  private static Runnable killed(List<Node> nodes) {
    nodes.forEach(Node::kill);
    return () -> {
      nodes.forEach(Node::launch);
      nodes.forEach(Node::awaitServing);
    };
  }

  private static Runnable stopped(Node node) {
    node.pause();
    return node::resume;
  }

  private static Runnable split(Cluster cluster, List<Node> some) {
    List<Node> others = cluster.others(some.toArray(Node[]::new));
    cluster.network().split(cluster.machines(some), cluster.machines(others));
    return cluster.network()::heal;
  }

  private static Runnable oneWay(Cluster cluster, List<Node> from, List<Node> to) {
    for (Machine sender : cluster.machines(from)) {
      cluster.machines(to).forEach(hearer -> cluster.network().link(sender, hearer, Link.CUT));
    }
    return cluster.network()::heal;
  }

  private static Runnable ring(Cluster cluster, Node leader) {
    List<Machine> machines = cluster.machines(cluster.nodes());
    if (machines.size() == 3) {
      cluster
          .network()
          .cut(cluster.machine(leader), cluster.machine(cluster.others(leader).getLast()));
    }
    for (int i = 0; i < machines.size(); i++) {
      for (int distance = 2; distance <= machines.size() - 2; distance++) {
        cluster.network().cut(machines.get(i), machines.get((i + distance) % machines.size()));
      }
    }
    return cluster.network()::heal;
  }

  private static Runnable everywhere(Cluster cluster, Link link) {
    cluster.network().everywhere(link);
    return cluster.network()::heal;
  }
}
