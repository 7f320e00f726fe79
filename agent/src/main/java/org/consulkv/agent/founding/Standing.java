package org.consulkv.agent.founding;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.consulkv.runtime.LogStatus.Peer;

/// How this server stands to the cluster, as [Founding] sees and changes it.
interface Standing {
  /// The cluster it belongs to; empty if it belongs to none.
  String cluster();

  /// Whether it is founding that cluster.
  boolean isFounding();

  /// The members of its log; none while it waits.
  List<Peer> peers();

  /// Whether it leads its log.
  boolean leads();

  /// Begins to found a cluster, alone. May take a moment.
  void found(String cluster);

  /// Takes a server in.
  CompletableFuture<Void> put(Peer peer);

  /// The cluster is founded: commands are taken from now on.
  void serve();
}
