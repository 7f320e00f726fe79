package org.consulkv.gossip.net;

import org.consulkv.gossip.serf.Keyring;
import org.consulkv.gossip.serf.PoolEvent;
import org.consulkv.gossip.swim.Measures;

/// Learns what happens in a pool.
///
/// Threading: called on the gossip loop; must not block.
public interface PoolListener {
  void happened(PoolEvent event);

  /// The keyring is another one, to be kept for the next start.
  default void keysChanged(Keyring keyring) {}

  /// Where numbers about the pool go; asked once, at the start.
  default Measures measures() {
    return Measures.NONE;
  }
}
