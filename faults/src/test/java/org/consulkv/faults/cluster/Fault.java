package org.consulkv.faults.cluster;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.consulkv.faults.network.Link;
import org.consulkv.faults.network.Machine;
import org.consulkv.faults.node.Node;

/// What is done to a cluster, and undone.
public enum Fault {
  LEADER_KILLED(cluster -> killed(List.of(cluster.leader()))),
  FOLLOWER_KILLED(cluster -> killed(List.of(follower(cluster)))),
  MAJORITY_KILLED(cluster -> killed(majority(cluster))),
  ALL_KILLED(cluster -> killed(cluster.nodes())),
  LEADER_STOPPED(cluster -> stopped(cluster.leader())),
  FOLLOWER_STOPPED(cluster -> stopped(follower(cluster))),
  LEADER_CUT_OFF(cluster -> {
    Node leader = cluster.leader();
    return split(cluster, List.of(leader));
  }),
  FOLLOWER_CUT_OFF(cluster -> split(cluster, List.of(follower(cluster)))),
  /// It is heard by all and hears nobody.
  LEADER_DEAF(cluster -> {
    Node leader = cluster.leader();
    return oneWay(cluster, cluster.others(leader), List.of(leader));
  }),
  /// It hears all and is heard by nobody.
  LEADER_MUTE(cluster -> {
    Node leader = cluster.leader();
    return oneWay(cluster, List.of(leader), cluster.others(leader));
  }),
  FOLLOWER_DEAF(cluster -> {
    Node follower = follower(cluster);
    return oneWay(cluster, cluster.others(follower), List.of(follower));
  }),
  /// The leader with as many as do not make a majority, and the rest.
  HALVES(cluster -> {
    Node leader = cluster.leader();
    return split(
        cluster,
        java.util.stream.Stream.concat(
                java.util.stream.Stream.of(leader), cluster.others(leader).stream())
            .limit(cluster.nodes().size() / 2)
            .toList());
  }),
  /// Each reaches its two neighbours; with five servers each sees a majority, and no two the same.
  /// With three, the leader and one follower lose each other and both reach the third.
  RING(Fault::ring),
  ALL_APART(cluster -> {
    cluster.network().everywhere(Link.CUT);
    return cluster.network()::heal;
  }),
  LOSS(cluster -> everywhere(cluster, Link.lossy(0.2))),
  DELAY(cluster -> everywhere(cluster, Link.slow(Duration.ofMillis(40), Duration.ofMillis(40))));

  private final Function<Cluster, Runnable> strike;

  Fault(Function<Cluster, Runnable> strike) {
    this.strike = strike;
  }

  /// Does it.
  ///
  /// @return what undoes it
  public Runnable strike(Cluster cluster) {
    return strike.apply(cluster);
  }

  private static Node follower(Cluster cluster) {
    return cluster.others(cluster.leader()).getFirst();
  }

  private static List<Node> majority(Cluster cluster) {
    return cluster.others(follower(cluster)).subList(0, cluster.nodes().size() / 2 + 1);
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

  private static Runnable ring(Cluster cluster) {
    List<Machine> machines = cluster.machines(cluster.nodes());
    if (machines.size() == 3) {
      Node leader = cluster.leader();
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
