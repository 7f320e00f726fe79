package org.consulkv.agent.keyring;

/// @param key in base64; empty to list
/// @param relays through how many other members answers take their way, too; 0 to 5
/// @param localOnly whether only this datacenter's own pool is looked at
public record KeyringRequest(KeyringAction action, String key, int relays, boolean localOnly) {
  /// Never the key: this may end up in a log.
  @Override
  public String toString() {
    return "KeyringRequest[" + action + "]";
  }
}
