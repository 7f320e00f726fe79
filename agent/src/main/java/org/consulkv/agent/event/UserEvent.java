package org.consulkv.agent.event;

import java.util.UUID;
import org.consulkv.runtime.Bytes;

/// A message that was fired.
///
/// @param nodeFilter regular expression on names of nodes; empty for all nodes
/// @param serviceFilter regular expression on names of services that a node must have; may be empty
/// @param tagFilter regular expression on tags of such a service; may be empty
/// @param lamportTime orders the events of the datacenter; 0 until it is on its way
public record UserEvent(
    UUID id,
    String name,
    Bytes payload,
    String nodeFilter,
    String serviceFilter,
    String tagFilter,
    long lamportTime) {
  /// The version of the format, as the API reports it.
  public static final int VERSION = 1;

  /// The index of a list that ends with this event: it tells events apart, and orders nothing.
  public long index() {
    return id.getMostSignificantBits() ^ id.getLeastSignificantBits();
  }

  UserEvent at(long time) {
    return new UserEvent(id, name, payload, nodeFilter, serviceFilter, tagFilter, time);
  }
}
