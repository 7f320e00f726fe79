package org.consulkv.agent.cluster;

import java.util.Optional;
import java.util.UUID;
import org.consulkv.agent.event.UserEvent;
import org.consulkv.gossip.msgpack.MalformedException;
import org.consulkv.gossip.msgpack.MsgMap;
import org.consulkv.gossip.msgpack.MsgReader;
import org.consulkv.gossip.msgpack.MsgWriter;
import org.consulkv.gossip.serf.PoolEvent;
import org.consulkv.runtime.Bytes;

/// Events of agents as events of the pool, whose own events have no ids and filters.
final class EventCodec {
  /// Keeps events of agents apart from others in the pool.
  private static final String PREFIX = "consul:event:";

  private EventCodec() {}

  static String name(UserEvent event) {
    return PREFIX + event.name();
  }

  static Bytes encode(UserEvent event) {
    return new MsgWriter()
        .map(7)
        .text("ID")
        .text(event.id().toString())
        .text("Name")
        .text(event.name())
        .text("Payload")
        .raw(event.payload())
        .text("NodeFilter")
        .text(event.nodeFilter())
        .text("ServiceFilter")
        .text(event.serviceFilter())
        .text("TagFilter")
        .text(event.tagFilter())
        .text("Version")
        .integer(UserEvent.VERSION)
        .toBytes();
  }

  /// The agents' event; empty if it is another one, or cannot be read.
  static Optional<UserEvent> decode(PoolEvent.User event) {
    if (!event.name().startsWith(PREFIX)) {
      return Optional.empty();
    }
    try {
      MsgMap map = new MsgReader(event.payload()).map();
      return Optional.of(
          new UserEvent(
              UUID.fromString(map.text("ID")),
              map.text("Name"),
              map.raw("Payload"),
              map.text("NodeFilter"),
              map.text("ServiceFilter"),
              map.text("TagFilter"),
              event.time()));
    } catch (MalformedException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
