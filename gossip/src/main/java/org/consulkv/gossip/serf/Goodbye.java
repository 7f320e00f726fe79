package org.consulkv.gossip.serf;

import java.time.Duration;
import org.consulkv.gossip.serf.SerfMessage.LeaveIntent;

/// How this member leaves: it tells its intent, then that it is gone, each time waiting until
/// others were told or the time is over, and stays a little longer so that they tell each other.
///
/// Threading: confined to the gossip loop.
final class Goodbye {
  private final Context context;
  private final Way way;
  private Stage stage = Stage.NONE;

  private enum Stage {
    NONE,
    INTENT,
    GONE,
    STAYING
  }

  /// What leaving needs of the rest.
  interface Way {
    boolean hasOthers();

    LeaveIntent intent();

    void hear(LeaveIntent intent);

    void declareGone();

    void left();
  }

  Goodbye(Context context, Way way) {
    this.context = context;
    this.way = way;
  }

  boolean isLeaving() {
    return stage != Stage.NONE;
  }

  void start() {
    if (isLeaving()) {
      return;
    }
    stage = Stage.INTENT;
    LeaveIntent intent = way.intent();
    way.hear(intent);
    if (way.hasOthers()) {
      Context.tell(context.intents, intent, () -> told(Stage.INTENT));
      after(context.config.broadcastTimeout(), () -> told(Stage.INTENT));
    } else {
      told(Stage.INTENT);
    }
  }

  /// Others know that this member is gone.
  void goodbyeTold() {
    told(Stage.GONE);
  }

  private void told(Stage which) {
    if (stage != which) {
      return;
    }
    if (which == Stage.INTENT) {
      stage = Stage.GONE;
      boolean others = way.hasOthers();
      // Not within the step that is telling the intent: that one takes messages from the queue.
      after(Duration.ZERO, way::declareGone);
      after(others ? context.config.broadcastTimeout() : Duration.ZERO, () -> told(Stage.GONE));
    } else {
      stage = Stage.STAYING;
      after(way.hasOthers() ? context.config.leavePropagateDelay() : Duration.ZERO, way::left);
    }
  }

  private void after(Duration delay, Runnable action) {
    context.agenda.at(context.nowNanos() + delay.toNanos(), action);
  }
}
