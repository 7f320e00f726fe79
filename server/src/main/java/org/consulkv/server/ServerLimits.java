package org.consulkv.server;

/// The bounds of what a server holds for its callers.
///
/// @param parked blocking queries that may wait at one time; more are refused
/// @param held requests that may wait for a leader at one time; more are refused at once
/// @param lockDelays keys that may be under a lock delay at one time; the oldest is let go first
/// @param txnOperations operations in one transaction
public record ServerLimits(int parked, int held, int lockDelays, int txnOperations) {
  public static final ServerLimits DEFAULT = new ServerLimits(1_000_000, 10_000, 100_000, 64);
}
