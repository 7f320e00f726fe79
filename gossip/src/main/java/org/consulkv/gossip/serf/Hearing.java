package org.consulkv.gossip.serf;

import java.util.List;
import org.consulkv.gossip.msgpack.MalformedException;
import org.consulkv.gossip.serf.SerfMessage.JoinIntent;
import org.consulkv.gossip.serf.SerfMessage.LeaveIntent;
import org.consulkv.gossip.serf.SerfMessage.Query;
import org.consulkv.gossip.serf.SerfMessage.QueryResponse;
import org.consulkv.gossip.serf.SerfMessage.Relay;
import org.consulkv.gossip.serf.SerfMessage.State;
import org.consulkv.gossip.serf.SerfMessage.UserEvent;
import org.consulkv.gossip.swim.Measures;
import org.consulkv.gossip.swim.SwimMessage;
import org.consulkv.runtime.Bytes;

/// Takes messages of this layer, from wherever they come, to whom they concern, and tells on what
/// is news.
///
/// Threading: confined to the gossip loop.
final class Hearing {
  private final Context context;
  private final LamportClock clock;
  private final Members members;
  private final UserEvents events;
  private final Queries queries;
  private final InternalQueries internal;
  private boolean leaving;

  Hearing(
      Context context,
      LamportClock clock,
      Members members,
      UserEvents events,
      Queries queries,
      InternalQueries internal) {
    this.context = context;
    this.clock = clock;
    this.members = members;
    this.events = events;
    this.queries = queries;
    this.internal = internal;
  }

  /// From now on it is true that this member leaves.
  void leaving() {
    leaving = true;
  }

  /// Bytes that are not understood are dropped: another version may know more.
  void hear(Bytes payload) {
    context.measures.size(Measures.Size.RECEIVED, payload.length());
    try {
      hear(SerfCodec.decode(payload), payload);
    } catch (MalformedException _) {
      // Dropped.
    }
  }

  /// A message of this member's own.
  void news(SerfMessage message) {
    hear(message, SerfCodec.encode(message));
  }

  private void hear(SerfMessage message, Bytes encoded) {
    switch (message) {
      case JoinIntent intent -> {
        if (members.hear(intent)) {
          Context.tell(context.intents, encoded, null);
        }
      }
      case LeaveIntent intent -> {
        if (members.hear(intent, leaving)) {
          Context.tell(context.intents, encoded, null);
        }
      }
      case UserEvent event -> {
        if (events.hear(event)) {
          Context.tell(context.events, encoded, null);
        }
      }
      case Query query -> {
        if (queries.hear(query, internal::judge)) {
          Context.tell(context.queries, encoded, null);
        }
      }
      case QueryResponse response -> queries.hear(response);
      case Relay(var to, _, var inner) -> {
        if (to.equals(context.address)) {
          hear(inner);
        } else {
          context.emit(new SerfEffect.SendPacket(to, false, List.of(new SwimMessage.User(inner))));
        }
      }
      case State _ -> {} // Comes with a full exchange only.
    }
  }

  /// What another member knows; it tells others itself, so it is not told on.
  ///
  /// @param ignoreOld whether events and queries of before are not to be reported
  void merge(Bytes above, boolean ignoreOld) {
    if (above.isEmpty() || !(decoded(above) instanceof State state)) {
      return;
    }
    clock.witness(state.time() - 1);
    events.witness(state.eventTime() - 1);
    queries.witness(state.queryTime() - 1);
    if (ignoreOld) {
      events.ignoreBefore(state.eventTime());
      queries.ignoreBefore(state.queryTime());
    }
    state
        .statusTimes()
        .forEach((name, time) -> {
          if (state.left().contains(name)) {
            members.hear(new LeaveIntent(time, name, false), leaving);
          } else {
            members.hear(new JoinIntent(time, name));
          }
        });
    state.events().forEach(events::hear);
  }

  private static SerfMessage decoded(Bytes bytes) {
    try {
      return SerfCodec.decode(bytes);
    } catch (MalformedException _) {
      return new JoinIntent(0, "");
    }
  }
}
