package org.consulkv.agent.local;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.consulkv.agent.local.SavedJson.Heartbeat;

/// What an earlier run of the agent saved.
///
/// @param checks critical, as long as nothing else is known
/// @param heartbeats the last ones of TTL checks that still count, by the id of the check
record SavedState(
    List<LocalService> services, List<LocalCheck> checks, Map<String, Heartbeat> heartbeats) {
  static final SavedState NOTHING = new SavedState(List.of(), List.of(), Map.of());

  static SavedState of(LocalFiles files, long nowSeconds) {
    Map<String, Heartbeat> heartbeats = new HashMap<>();
    for (Heartbeat heartbeat : files.heartbeats()) {
      if (heartbeat.expires() > nowSeconds) {
        heartbeats.put(heartbeat.checkId(), heartbeat);
      }
    }
    return new SavedState(files.services(), files.checks(), heartbeats);
  }
}
