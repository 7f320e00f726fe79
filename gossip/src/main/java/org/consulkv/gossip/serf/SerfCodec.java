package org.consulkv.gossip.serf;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.consulkv.gossip.msgpack.MalformedException;
import org.consulkv.gossip.msgpack.MsgMap;
import org.consulkv.gossip.msgpack.MsgReader;
import org.consulkv.gossip.msgpack.MsgWriter;
import org.consulkv.gossip.serf.SerfMessage.JoinIntent;
import org.consulkv.gossip.serf.SerfMessage.LeaveIntent;
import org.consulkv.gossip.serf.SerfMessage.Query;
import org.consulkv.gossip.serf.SerfMessage.QueryResponse;
import org.consulkv.gossip.serf.SerfMessage.Relay;
import org.consulkv.gossip.serf.SerfMessage.State;
import org.consulkv.gossip.serf.SerfMessage.UserEvent;
import org.consulkv.gossip.swim.Address;
import org.consulkv.runtime.Bytes;

/// [SerfMessage]s as bytes: the kind, and a map. The numbers were read off the wire;
/// `docs/gossip.md` says how.
final class SerfCodec {
  private static final int LEAVE = 0;
  private static final int JOIN = 1;
  private static final int STATE = 2;
  private static final int USER_EVENT = 3;
  private static final int QUERY = 4;
  private static final int QUERY_RESPONSE = 5;
  private static final int RELAY = 9;

  /// A query that says it runs longer is not remembered longer.
  private static final Duration LONGEST_QUERY = Duration.ofMinutes(10);

  private SerfCodec() {}

  static Bytes encode(SerfMessage message) {
    MsgWriter out = new MsgWriter();
    switch (message) {
      case LeaveIntent(var time, var node, var prune) -> {
        out.kind(LEAVE).map(3).text("LTime").integer(time).text("Node").text(node);
        out.text("Prune").bool(prune);
      }
      case JoinIntent(var time, var node) ->
          out.kind(JOIN).map(2).text("LTime").integer(time).text("Node").text(node);
      case UserEvent(var time, var name, var payload, var coalesce) -> {
        out.kind(USER_EVENT).map(4).text("CC").bool(coalesce).text("LTime").integer(time);
        payload(out.text("Name").text(name), payload);
      }
      case Query query -> encode(out, query);
      case QueryResponse(var time, var id, var from, var ack, var payload) -> {
        out.kind(QUERY_RESPONSE).map(5).text("Flags").integer(ack ? Query.ACK : 0);
        out.text("From").text(from).text("ID").integer(id).text("LTime").integer(time);
        payload(out, payload);
      }
      case Relay(var to, var name, var inner) -> {
        out.kind(RELAY).map(2).text("DestAddr").map(3).text("IP").raw(to.ip());
        out.text("Port").integer(to.port()).text("Zone").text("");
        out.text("DestName").text(name).append(inner);
      }
      case State state -> encode(out, state);
    }
    return out.toBytes();
  }

  private static void encode(MsgWriter out, Query query) {
    out.kind(QUERY).map(11).text("Addr").raw(query.origin().ip()).text("Filters");
    out.array(query.filters().size());
    query.filters().forEach(filter -> out.raw(filter.encoded()));
    out.text("Flags").integer(query.flags()).text("ID").integer(query.id());
    out.text("LTime").integer(query.time()).text("Name").text(query.name());
    payload(out, query.payload());
    out.text("Port").integer(query.origin().port());
    out.text("RelayFactor").integer(query.relays()).text("SourceNode").text(query.from());
    out.text("Timeout").integer(query.timeout().toNanos());
  }

  private static void encode(MsgWriter out, State state) {
    out.kind(STATE).map(6).text("EventLTime").integer(state.eventTime()).text("Events");
    Map<Long, List<UserEvent>> byTime = new TreeMap<>();
    state.events().forEach(e -> byTime.computeIfAbsent(e.time(), _ -> new ArrayList<>()).add(e));
    out.array(byTime.size());
    byTime.forEach((time, events) -> {
      out.map(2).text("Events").array(events.size());
      events.forEach(e -> payload(out.map(2).text("Name").text(e.name()), e.payload()));
      out.text("LTime").integer(time);
    });
    out.text("LTime").integer(state.time()).text("LeftMembers").array(state.left().size());
    state.left().forEach(out::text);
    out.text("QueryLTime").integer(state.queryTime());
    out.text("StatusLTimes").map(state.statusTimes().size());
    state.statusTimes().forEach((name, time) -> out.text(name).integer(time));
  }

  private static void payload(MsgWriter out, Bytes payload) {
    out.text("Payload");
    if (payload.isEmpty()) {
      out.nil();
    } else {
      out.raw(payload);
    }
  }

  /// @throws MalformedException if it is not a message, or of a kind that is not known
  static SerfMessage decode(Bytes bytes) throws MalformedException {
    MsgReader in = new MsgReader(bytes);
    int kind = in.kind();
    MsgMap map = in.map();
    return switch (kind) {
      case LEAVE -> new LeaveIntent(time(map), map.text("Node"), map.bool("Prune"));
      case JOIN -> new JoinIntent(time(map), map.text("Node"));
      case STATE -> state(map);
      case USER_EVENT ->
          new UserEvent(time(map), map.text("Name"), map.raw("Payload"), map.bool("CC"));
      case QUERY -> query(map);
      case QUERY_RESPONSE ->
          new QueryResponse(
              time(map),
              map.integer("ID"),
              map.text("From"),
              (map.integer("Flags") & Query.ACK) != 0,
              map.raw("Payload"));
      case RELAY -> {
        MsgMap to = map.map("DestAddr");
        yield new Relay(
            address(to.raw("IP"), to.integer("Port")),
            map.text("DestName"),
            in.bytes(in.remaining()));
      }
      default -> throw new MalformedException("unknown kind of message " + kind);
    };
  }

  private static long time(MsgMap map) throws MalformedException {
    return map.integer("LTime");
  }

  private static Query query(MsgMap map) throws MalformedException {
    List<QueryFilter> filters = new ArrayList<>();
    for (Bytes filter : map.raws("Filters")) {
      filters.add(QueryFilter.decode(filter));
    }
    return new Query(
        time(map),
        map.integer("ID"),
        address(map.raw("Addr"), map.integer("Port")),
        map.text("SourceNode"),
        filters,
        (int) map.integer("Flags"),
        (int) map.integer("RelayFactor"),
        Duration.ofNanos(Math.clamp(map.integer("Timeout"), 0, LONGEST_QUERY.toNanos())),
        map.text("Name"),
        map.raw("Payload"));
  }

  private static State state(MsgMap map) throws MalformedException {
    List<UserEvent> events = new ArrayList<>();
    for (MsgMap slot : map.maps("Events")) {
      for (MsgMap event : slot.maps("Events")) {
        events.add(new UserEvent(time(slot), event.text("Name"), event.raw("Payload"), false));
      }
    }
    Map<String, Long> statusTimes = new LinkedHashMap<>();
    MsgMap times = map.map("StatusLTimes");
    for (String name : times.names()) {
      statusTimes.put(name, times.integer(name));
    }
    return new State(
        time(map),
        statusTimes,
        new HashSet<>(map.texts("LeftMembers")),
        map.integer("EventLTime"),
        events,
        map.integer("QueryLTime"));
  }

  private static Address address(Bytes ip, long port) throws MalformedException {
    if ((ip.length() != 4 && ip.length() != 16) || port < 0 || port > 65535) {
      throw new MalformedException("not an address");
    }
    return new Address(ip, (int) port);
  }
}
