package org.consulkv.gossip.serf;

import java.util.function.Consumer;
import org.consulkv.runtime.Bytes;

/// Another member claims this one's name: the others are asked whom they know under it, and the
/// majority decides.
///
/// Threading: confined to the gossip loop.
final class NameDispute {
  private final Context context;
  private final InternalQueries internal;
  private boolean open;

  NameDispute(Context context, InternalQueries internal) {
    this.context = context;
    this.internal = internal;
  }

  void start(Consumer<Queries.Answers> ask) {
    if (!open) {
      open = true;
      ask.accept(new Votes());
    }
  }

  private final class Votes implements Queries.Answers {
    private int votes;
    private int ours;

    @Override
    public void acked(String from) {}

    @Override
    public void answered(String from, Bytes payload) {
      votes++;
      if (internal.sidesWithUs(payload)) {
        ours++;
      }
    }

    @Override
    public void ended() {
      open = false;
      if (votes > 0 && ours < votes / 2 + 1) {
        context.happened(new PoolEvent.NameLost());
      }
    }
  }
}
