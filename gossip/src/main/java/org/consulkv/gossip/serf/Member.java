package org.consulkv.gossip.serf;

import java.util.Map;
import org.consulkv.gossip.swim.Address;
import org.consulkv.gossip.swim.Versions;

/// A member of the pool.
///
/// @param tags what it says about itself, such as its role
public record Member(
    String name,
    Address address,
    Map<String, String> tags,
    MemberStatus status,
    Versions versions) {
  public Member {
    tags = Map.copyOf(tags);
  }

  Member with(MemberStatus newStatus) {
    return new Member(name, address, tags, newStatus, versions);
  }
}
