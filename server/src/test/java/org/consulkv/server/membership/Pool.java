package org.consulkv.server.membership;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.consulkv.server.membership.ClusterMember.ServerPart;
import org.consulkv.server.membership.ClusterMember.Status;

/// A pool that says what the test wants.
public final class Pool implements ClusterMembers {
  private final Map<String, ClusterMember> members = new LinkedHashMap<>();
  private final List<Runnable> listeners = new ArrayList<>();

  @Override
  public List<ClusterMember> members() {
    return List.copyOf(members.values());
  }

  @Override
  public void onChange(Runnable listener) {
    listeners.add(listener);
  }

  /// Puts a member in, or in the place of the one with its name.
  public void put(ClusterMember member) {
    members.put(member.name(), member);
    changed();
  }

  public void is(String name, Status status) {
    ClusterMember member = members.get(name);
    if (member != null) {
      put(member.with(status));
    }
  }

  /// The pool knows nothing of it any more.
  public void forget(String name) {
    members.remove(name);
    changed();
  }

  private void changed() {
    listeners.forEach(Runnable::run);
  }

  /// A client agent.
  public static ClusterMember client(String name, String id, String address) {
    return new ClusterMember(name, id, address, null, null, Status.ALIVE, Optional.empty());
  }

  /// A server with a vote whose id is its name.
  public static ClusterMember server(String name, int expect) {
    return server(name, expect, true);
  }

  public static ClusterMember server(String name, int expect, boolean voter) {
    ServerPart part =
        new ServerPart(
            name + ":8300", 8300, voter, expect, "1.10.12", Map.of("version", "1.10.12"));
    return new ClusterMember(name, name, "10.0.0.1", null, null, Status.ALIVE, Optional.of(part));
  }
}
