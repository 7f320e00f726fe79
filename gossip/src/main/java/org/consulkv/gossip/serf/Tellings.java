package org.consulkv.gossip.serf;

import java.util.ArrayList;
import java.util.List;
import org.consulkv.gossip.swim.BroadcastQueue;
import org.consulkv.gossip.swim.Measures;
import org.consulkv.gossip.swim.Upper;
import org.consulkv.runtime.Bytes;

/// What this layer adds to packets: intents first, then queries, then events.
///
/// Threading: confined to the gossip loop.
final class Tellings implements Upper {
  private final Context context;
  private final Places places;

  Tellings(Context context, Places places) {
    this.context = context;
    this.places = places;
  }

  @Override
  public Bytes ackPayload() {
    return places.payload();
  }

  @Override
  public boolean hasBroadcasts() {
    return context.intents.size() + context.queries.size() + context.events.size() > 0;
  }

  @Override
  public List<Bytes> broadcasts(int overhead, int room, int members) {
    int limit = context.config.swim().transmitLimit(members);
    List<Bytes> all = new ArrayList<>();
    int left = room;
    for (BroadcastQueue<Bytes> queue : List.of(context.intents, context.queries, context.events)) {
      for (Bytes message : queue.take(overhead, left, limit)) {
        all.add(message);
        context.measures.size(Measures.Size.SENT, message.length());
        left -= message.length() + overhead;
      }
    }
    return all;
  }
}
