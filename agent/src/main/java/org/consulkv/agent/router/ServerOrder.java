package org.consulkv.agent.router;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.consulkv.agent.cluster.KnownServer;
import org.consulkv.runtime.Chance;

/// In which order this agent asks the servers of a datacenter. Each agent has an order of its own
/// by chance, so that all agents together use all servers alike; it sticks to the first server
/// until that fails or the order is shuffled, so that it needs few connections.
///
/// Threading: guarded by its own lock.
final class ServerOrder {
  private final Supplier<List<KnownServer>> known;
  private final Chance chance;
  private final List<String> order = new ArrayList<>();

  /// @param known the servers of the datacenter, alive or not
  ServerOrder(Supplier<List<KnownServer>> known, Chance chance) {
    this.known = known;
    this.chance = chance;
  }

  /// A server and where it is.
  record Choice(String id, InetSocketAddress address) {}

  /// The servers that are alive, in the order in which to ask them.
  synchronized List<Choice> choices() {
    List<KnownServer> servers = known.get();
    settle(servers);
    List<Choice> choices = new ArrayList<>(order.size());
    for (String id : order) {
      for (KnownServer server : servers) {
        if (server.alive() && server.id().equals(id)) {
          choices.add(new Choice(id, server.address()));
        }
      }
    }
    return choices;
  }

  private void settle(List<KnownServer> servers) {
    order.removeIf(id -> servers.stream().noneMatch(server -> server.id().equals(id)));
    for (KnownServer server : servers) {
      if (!order.contains(server.id())) {
        order.add((int) chance.below(order.size() + 1L), server.id());
      }
    }
  }

  /// The server did not answer: others come first from now on.
  synchronized void failed(String id) {
    if (order.remove(id)) {
      order.add(id);
    }
  }

  /// Makes a new order.
  synchronized void shuffle() {
    for (int i = order.size() - 1; i > 0; i--) {
      int other = (int) chance.below(i + 1L);
      String moved = order.get(i);
      order.set(i, order.get(other));
      order.set(other, moved);
    }
  }
}
