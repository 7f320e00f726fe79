package org.consulkv.state.catalog;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A machine in the catalog.
///
/// @param id its UUID as text, or empty
/// @param name unique without regard to case
/// @param taggedAddresses `lan`, `wan`, …; null if none were given
/// @param meta what the operator says of it; null if nothing was given
public record Node(
    String id,
    String name,
    String address,
    String datacenter,
    @Nullable Map<String, String> taggedAddresses,
    @Nullable Map<String, String> meta,
    long createIndex,
    long modifyIndex) {
  public Node {
    taggedAddresses = Collections.ordered(taggedAddresses);
    meta = Collections.ordered(meta);
  }

  /// The same node with this id.
  Node withId(String newId) {
    return new Node(
        newId, name, address, datacenter, taggedAddresses, meta, createIndex, modifyIndex);
  }

  /// The same node at this address.
  public Node reachedAt(String other) {
    return new Node(id, name, other, datacenter, taggedAddresses, meta, createIndex, modifyIndex);
  }

  /// The same node with these indexes.
  Node at(long created, long modified) {
    return new Node(id, name, address, datacenter, taggedAddresses, meta, created, modified);
  }
}
