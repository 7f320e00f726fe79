package org.consulkv.gossip.net;

import org.consulkv.gossip.serf.Keyring;
import org.consulkv.gossip.serf.PoolEvent;

/// Learns what happens in a pool.
///
/// Threading: called on the gossip loop; must not block.
public interface PoolListener {
  void happened(PoolEvent event);

  /// The keyring is another one, to be kept for the next start.
  default void keysChanged(Keyring keyring) {}
}
