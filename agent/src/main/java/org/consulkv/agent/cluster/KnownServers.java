package org.consulkv.agent.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.consulkv.gossip.serf.Member;
import org.consulkv.gossip.serf.PoolEvent;

/// The directory, kept up by what happens in the pools.
///
/// Threading: thread-safe; one lock guards the maps, and is not held when listeners are told.
final class KnownServers implements ServerDirectory {
  private final String datacenter;
  private final SortedMap<String, KnownServer> lan = new TreeMap<>();
  private final SortedMap<String, KnownServer> wan = new TreeMap<>();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  KnownServers(String datacenter) {
    this.datacenter = datacenter;
  }

  void happened(PoolEvent event, boolean inWan) {
    boolean changed =
        switch (event) {
          case PoolEvent.Joined(var member) -> put(member, inWan);
          case PoolEvent.Left(var member) -> put(member, inWan);
          case PoolEvent.Failed(var member) -> put(member, inWan);
          case PoolEvent.Updated(var member) -> put(member, inWan);
          case PoolEvent.Reaped(var member) -> remove(member.name(), inWan);
          case PoolEvent.User _, PoolEvent.Asked _, PoolEvent.NameLost _ -> false;
        };
    if (changed) {
      listeners.forEach(Runnable::run);
    }
  }

  private boolean put(Member member, boolean inWan) {
    Optional<KnownServer> server = MemberTags.server(member);
    if (server.isEmpty()) {
      return remove(member.name(), inWan);
    }
    synchronized (this) {
      KnownServer old = (inWan ? wan : lan).put(member.name(), server.get());
      return !server.get().equals(old);
    }
  }

  private synchronized boolean remove(String name, boolean inWan) {
    return (inWan ? wan : lan).remove(name) != null;
  }

  @Override
  public synchronized List<KnownServer> servers() {
    return List.copyOf(lan.values());
  }

  @Override
  public synchronized List<KnownServer> servers(String wanted) {
    if (wanted.equals(datacenter)) {
      return servers();
    }
    return wan.values().stream().filter(server -> server.datacenter().equals(wanted)).toList();
  }

  @Override
  public synchronized List<String> datacenters() {
    TreeSet<String> all = new TreeSet<>();
    all.add(datacenter);
    wan.values().forEach(server -> all.add(server.datacenter()));
    return new ArrayList<>(all);
  }

  @Override
  public synchronized Optional<KnownServer> byId(String id) {
    Optional<KnownServer> found = Optional.empty();
    for (KnownServer server : lan.values()) {
      if (server.id().equals(id) && (server.alive() || found.isEmpty())) {
        found = Optional.of(server);
      }
    }
    return found;
  }

  @Override
  public void onChange(Runnable listener) {
    listeners.add(listener);
  }
}
