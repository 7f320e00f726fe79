package org.consulkv.gossip.swim;

import org.consulkv.runtime.Bytes;

/// A member as it describes itself.
///
/// @param name unique in the pool
/// @param meta what the layer above says about the member (Serf: its tags), at most 512 bytes
public record Node(String name, Address address, Bytes meta, Versions versions) {
  Node withMeta(Bytes newMeta) {
    return new Node(name, address, newMeta, versions);
  }
}
