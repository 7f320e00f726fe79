package org.consulkv.server;

/// How new the answer of a read must be.
public enum Consistency {
  /// What the API promises by default. Linearizable here, which is more than Consul promises.
  DEFAULT,
  /// Linearizable, with the leader confirmed by a majority.
  CONSISTENT,
  /// Whatever this server has, at once, with or without a leader.
  STALE
}
