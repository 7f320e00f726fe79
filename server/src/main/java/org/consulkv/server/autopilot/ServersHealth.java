package org.consulkv.server.autopilot;

import java.util.List;

/// How the servers are together.
///
/// @param healthy whether every one of them is
/// @param failureTolerance how many voters may fail before the others cannot go on
public record ServersHealth(boolean healthy, int failureTolerance, List<ServerHealth> servers) {
  public ServersHealth {
    servers = List.copyOf(servers);
  }

  static ServersHealth of(List<ServerHealth> servers) {
    int voters = 0;
    int well = 0;
    boolean healthy = !servers.isEmpty();
    for (ServerHealth server : servers) {
      healthy &= server.healthy();
      voters += server.voter() ? 1 : 0;
      well += server.voter() && server.healthy() ? 1 : 0;
    }
    return new ServersHealth(healthy, Math.max(0, well - (voters / 2 + 1)), servers);
  }
}
