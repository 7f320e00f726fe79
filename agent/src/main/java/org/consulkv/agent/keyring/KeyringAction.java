package org.consulkv.agent.keyring;

/// What is to be done with the members' keyrings.
public enum KeyringAction {
  LIST,
  /// Members can read what is encrypted with the key.
  INSTALL,
  /// Members encrypt with the key.
  USE,
  REMOVE
}
