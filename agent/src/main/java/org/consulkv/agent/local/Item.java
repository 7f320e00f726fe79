package org.consulkv.agent.local;

/// What an agent has in the catalog: itself, and its services and checks by their ids.
public sealed interface Item {
  String id();

  /// The node itself, by its name.
  record OfNode(String id) implements Item {}

  /// A service.
  record OfService(String id) implements Item {}

  /// A check.
  record OfCheck(String id) implements Item {}
}
