package org.consulkv.gossip.net;

import java.util.Optional;
import org.consulkv.gossip.swim.Node;

/// Says which members may belong to a pool.
///
/// Threading: called on the gossip loop; must not block.
@FunctionalInterface
public interface Admission {
  Admission ALL = _ -> Optional.empty();

  /// What is wrong with the member; empty if it may belong to the pool. An exchange with a pool
  /// that has a member which may not fails with that.
  Optional<String> objection(Node node);
}
