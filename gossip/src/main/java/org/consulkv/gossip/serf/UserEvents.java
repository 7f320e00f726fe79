package org.consulkv.gossip.serf;

import java.util.ArrayList;
import java.util.List;
import org.consulkv.gossip.serf.SerfMessage.UserEvent;
import org.consulkv.gossip.swim.Measures;
import org.jspecify.annotations.Nullable;

/// User events: each is reported once, however often it is heard of.
///
/// Threading: confined to the gossip loop.
final class UserEvents {
  /// Different events of one time; by accident there are a few.
  private static final int MOST_AT_ONE_TIME = 256;

  private final Context context;
  private final LamportClock clock = new LamportClock();
  private final @Nullable Slot[] slots;
  private long least;

  UserEvents(Context context) {
    this.context = context;
    slots = new Slot[context.config.buffer()];
  }

  /// The events of one time.
  private record Slot(long time, List<UserEvent> events) {}

  long time() {
    return clock.time();
  }

  /// Earlier events are not reported.
  void ignoreBefore(long time) {
    least = Math.max(least, time);
  }

  void witness(long time) {
    clock.witness(time);
  }

  /// @return whether it is news, and worth telling others
  boolean hear(UserEvent event) {
    clock.witness(event.time());
    long time = event.time();
    if (time < least || time < 0 || clock.time() - time > slots.length) {
      return false;
    }
    int at = (int) (time % slots.length);
    Slot slot = slots[at];
    if (slot == null || slot.time() != time) {
      slot = new Slot(time, new ArrayList<>());
      slots[at] = slot;
    } else if (slot.events().size() >= MOST_AT_ONE_TIME
        || slot.events().stream().anyMatch(other -> isSame(other, event))) {
      return false;
    }
    slot.events().add(event);
    context.measures.count(Measures.Count.EVENTS, 1);
    context.emit(new SerfEffect.Remember("event-clock: " + time));
    context.happened(new PoolEvent.User(time, event.name(), event.payload(), event.coalesce()));
    return true;
  }

  private static boolean isSame(UserEvent a, UserEvent b) {
    return a.name().equals(b.name()) && a.payload().equals(b.payload());
  }

  /// The latest events, for members that missed them.
  List<UserEvent> recent() {
    List<UserEvent> recent = new ArrayList<>();
    for (Slot slot : slots) {
      if (slot != null) {
        recent.addAll(slot.events());
      }
    }
    return recent;
  }
}
