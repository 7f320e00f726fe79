package org.consulkv.agent;

import org.consulkv.runtime.LogStatus;
import org.consulkv.server.Server;

/// How well the servers are, in numbers. The leader knows; another server tells what it sees of the
/// leader.
final class ServersGauges {
  private ServersGauges() {}

  /// 1 if every server is well.
  static int healthy(Server server) {
    if (server.leads()) {
      return server.autopilot().health().healthy() ? 1 : 0;
    }
    return server.status().leader().isPresent() ? 1 : 0;
  }

  /// How many voters may fail before the others cannot go on.
  static int failureTolerance(Server server) {
    if (server.leads()) {
      return server.autopilot().health().failureTolerance();
    }
    long voters = server.status().peers().stream().filter(LogStatus.Peer::voter).count();
    return (int) Math.max(0, (voters - 1) / 2);
  }
}
