package org.consulkv.agent.local;

/// A service or a check of this agent, by its id.
public sealed interface Item {
  String id();

  /// A service.
  record OfService(String id) implements Item {}

  /// A check.
  record OfCheck(String id) implements Item {}
}
