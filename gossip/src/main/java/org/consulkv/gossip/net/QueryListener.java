package org.consulkv.gossip.net;

import org.consulkv.runtime.Bytes;

/// Learns what comes back to a question.
///
/// Threading: called on the gossip loop; must not block.
public interface QueryListener {
  /// The member got the question.
  default void acked(String from) {}

  void answered(String from, Bytes payload);

  /// Nobody waits any more.
  void ended();
}
