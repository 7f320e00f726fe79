package org.consulkv.agent.router;

import java.time.Duration;

/// @param datacenter this agent's own
/// @param hold `performance.rpc_hold_timeout`: how long an errand waits for somebody to ask
/// @param rebalance the least time between two orders of servers; up to half as much is added
/// @param held how many errands wait at the same time; those beyond fail at once
public record RouterConfig(String datacenter, Duration hold, Duration rebalance, int held) {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
  private static final int DOUBLINGS = 4;

  public static RouterConfig of(String datacenter, Duration hold) {
    return new RouterConfig(datacenter, hold, Duration.ofMinutes(2), 8192);
  }

  /// How long to wait, about, after so many tries.
  Duration pause(int tries) {
    return FIRST_PAUSE.multipliedBy(1L << Math.min(tries, DOUBLINGS));
  }
}
