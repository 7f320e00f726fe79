package org.consulkv.agent.cluster;

import java.util.List;
import java.util.Optional;

/// The servers that this agent knows of. A client agent knows those of its own datacenter; a server
/// knows those of others, too, once their pool was joined.
///
/// Threading: thread-safe. Lists are of the moment.
public interface ServerDirectory {
  /// The servers of this datacenter, alive or not, by name. One that was renamed is there twice
  /// until its old name is forgotten.
  List<KnownServer> servers();

  /// The servers of a datacenter.
  List<KnownServer> servers(String datacenter);

  /// The datacenters of which servers are known, this one included, by name.
  List<String> datacenters();

  /// The server of this datacenter with that node id; of several, one that is alive.
  Optional<KnownServer> byId(String id);

  /// Tells the listener of every change from now on. Called on a gossip loop: it must not block.
  void onChange(Runnable listener);
}
