package org.consulkv.gossip.swim;

import java.util.List;
import java.util.function.Consumer;
import org.consulkv.gossip.swim.SwimEffect.Gone;
import org.consulkv.gossip.swim.SwimEffect.Joined;
import org.consulkv.gossip.swim.SwimEffect.NameTaken;
import org.consulkv.gossip.swim.SwimEffect.Updated;
import org.consulkv.gossip.swim.SwimMessage.Alive;
import org.consulkv.gossip.swim.SwimMessage.Dead;
import org.consulkv.gossip.swim.SwimMessage.Suspect;

/// What others say about members, and what this member makes of it. Of two claims about a member
/// the one about the higher incarnation counts; about the same incarnation, dead is stronger than
/// suspect, and suspect than alive. Only a member itself may start a new incarnation, and does when
/// it hears that it is suspect or dead.
///
/// Threading: confined to the gossip loop.
///
/// @see "SWIM, section 4.2"
final class Rumours {
  /// How often a suspect is asked once more before it counts as dead.
  private static final int LAST_CALLS = 10;

  private final Core core;
  private Consumer<Entry> lastCall = _ -> {};
  private long incarnation;
  private boolean leaving;

  Rumours(Core core) {
    this.core = core;
  }

  /// @param newLastCall asks a suspect directly whether it is there, see [#answered]
  void setLastCall(Consumer<Entry> newLastCall) {
    lastCall = newLastCall;
  }

  /// This member's first claim to be there.
  void announce(Node self) {
    incarnation = 1;
    Entry entry = new Entry(self, incarnation, NodeState.ALIVE, core.nowNanos());
    core.roster.add(entry);
    core.tell(new Alive(incarnation, self));
    core.emit(new Joined(self));
  }

  void describe(Node self) {
    Entry entry = own();
    incarnation++;
    entry.describe(self, incarnation);
    core.tell(new Alive(incarnation, self));
    core.emit(new Updated(self));
  }

  void leave() {
    leaving = true;
    hear(new Dead(own().incarnation(), core.self, core.self));
  }

  boolean isLeaving() {
    return leaving;
  }

  void hear(Alive claim) {
    Node node = claim.node();
    if (!isAcceptable(node) || (leaving && node.name().equals(core.self))) {
      return;
    }
    Entry entry = core.roster.find(node.name());
    if (entry == null) {
      entry = new Entry(node, 0, NodeState.DEAD, core.nowNanos());
      core.roster.add(entry);
    } else if (!entry.node().address().equals(node.address())) {
      if (!mayMove(entry)) {
        core.emit(new NameTaken(entry.node(), node));
        return;
      }
    } else if (claim.incarnation() <= entry.incarnation() && !core.isSelf(entry)) {
      return;
    }
    if (core.isSelf(entry)) {
      hearOfSelf(claim, entry);
    } else {
      accept(claim, entry);
    }
  }

  private boolean isAcceptable(Node node) {
    int ipLength = node.address().ip().length();
    return !node.name().isEmpty()
        && (ipLength == 4 || ipLength == 16)
        && core.versions.understands(node.versions())
        && core.surroundings.admits().test(node);
  }

  /// A member may come back at another address once the old one is known to be gone.
  private boolean mayMove(Entry entry) {
    return !core.isSelf(entry)
        && (entry.state() == NodeState.LEFT
            || (entry.state() == NodeState.DEAD
                && entry.isSince(core.nowNanos(), core.config.deadNameReclaim().toNanos())));
  }

  /// An old claim of an earlier life of this member, which others may still believe.
  private void hearOfSelf(Alive claim, Entry entry) {
    boolean same = claim.incarnation() == entry.incarnation() && claim.node().equals(entry.node());
    if (claim.incarnation() >= entry.incarnation() && !same) {
      refute(claim.incarnation());
    }
  }

  private void accept(Alive claim, Entry entry) {
    Node before = entry.node();
    boolean wasGone = entry.isGone();
    core.count(Measures.Count.ALIVE);
    entry.describe(claim.node(), claim.incarnation());
    entry.enter(NodeState.ALIVE, claim.incarnation(), core.nowNanos());
    core.tell(claim);
    if (wasGone) {
      core.emit(new Joined(claim.node()));
    } else if (!before.equals(claim.node())) {
      core.emit(new Updated(claim.node()));
    }
  }

  void hear(Suspect claim) {
    Entry entry = core.roster.find(claim.about());
    if (entry == null || claim.incarnation() < entry.incarnation()) {
      return;
    }
    Suspicion suspicion = entry.suspicion();
    if (suspicion != null) {
      if (suspicion.confirm(claim.from())) {
        waitForDeath(entry, suspicion.endNanos());
        core.tell(claim);
      }
    } else if (entry.state() == NodeState.ALIVE) {
      if (core.isSelf(entry)) {
        refute(claim.incarnation());
      } else {
        suspect(claim, entry);
      }
    }
  }

  private void suspect(Suspect claim, Entry entry) {
    core.count(Measures.Count.SUSPECT);
    core.tell(claim);
    entry.enter(NodeState.SUSPECT, claim.incarnation(), core.nowNanos());
    int members = core.roster.size();
    int expected = core.config.suspicionMult() - 2;
    if (members - 2 < expected) {
      expected = 0;
    }
    var min = core.config.suspicionMin(members);
    var max = min.multipliedBy(core.config.suspicionMaxMult());
    var suspicion = new Suspicion(claim.from(), core.nowNanos(), min, max, expected);
    entry.suspect(suspicion);
    waitForDeath(entry, suspicion.endNanos());
  }

  /// The suspect may have answered the accusation without this member hearing of it. So before it
  /// counts as dead it is asked a few times more, in the last probe interval before that. That
  /// interval is kept even if a confirmation shortens the time to nothing.
  private void waitForDeath(Entry entry, long wantedNanos) {
    long graceNanos = core.config.probeInterval().toNanos();
    long firstNanos = Math.max(core.nowNanos(), wantedNanos - graceNanos);
    long endNanos = firstNanos + graceNanos;
    entry.setDeadline(core.agenda.at(firstNanos, () -> call(entry, endNanos, LAST_CALLS)));
  }

  private void call(Entry entry, long endNanos, int calls) {
    long leftNanos = endNanos - core.nowNanos();
    if (calls == 0 || leftNanos <= 0) {
      Suspicion suspicion = entry.suspicion();
      if (suspicion != null && suspicion.lacksConfirmations()) {
        core.count(Measures.Count.DEGRADED_TIMEOUT);
      }
      hear(new Dead(entry.incarnation(), entry.name(), core.self));
      return;
    }
    lastCall.accept(entry);
    long nextNanos = core.nowNanos() + leftNanos / calls;
    entry.setDeadline(core.agenda.at(nextNanos, () -> call(entry, endNanos, calls - 1)));
  }

  /// A suspect answered this member directly. Only its own claim ends the suspicion, but it gets
  /// the time to make it.
  void answered(Entry entry) {
    if (entry.state() == NodeState.SUSPECT && core.roster.find(entry.name()) == entry) {
      var more = core.config.suspicionMin(core.roster.size());
      waitForDeath(entry, core.nowNanos() + more.toNanos());
    }
  }

  void hear(Dead claim) {
    Entry entry = core.roster.find(claim.about());
    if (entry == null || claim.incarnation() < entry.incarnation() || entry.isGone()) {
      return;
    }
    if (core.isSelf(entry) && !leaving) {
      refute(claim.incarnation());
      return;
    }
    core.count(Measures.Count.DEAD);
    boolean left = claim.from().equals(claim.about());
    core.tell(claim, core.isSelf(entry) ? () -> core.emit(new SwimEffect.GoodbyeTold()) : null);
    entry.enter(left ? NodeState.LEFT : NodeState.DEAD, claim.incarnation(), core.nowNanos());
    core.emit(new Gone(entry.node(), left));
  }

  /// What another member believes is only a hint: whom it holds for dead is suspect here, so that
  /// it can object.
  void merge(List<NodeRecord> nodes) {
    for (NodeRecord record : nodes) {
      String name = record.node().name();
      switch (record.state()) {
        case ALIVE -> hear(new Alive(record.incarnation(), record.node()));
        case LEFT -> hear(new Dead(record.incarnation(), name, name));
        case SUSPECT, DEAD -> hear(new Suspect(record.incarnation(), name, core.self));
      }
    }
  }

  /// Claims to be alive, louder than the claim that says otherwise.
  private void refute(long accused) {
    incarnation = Math.max(incarnation, accused) + 1;
    Entry entry = own();
    entry.enter(NodeState.ALIVE, incarnation, core.nowNanos());
    core.awareness.change(1);
    core.tell(new Alive(incarnation, entry.node()));
  }

  private Entry own() {
    Entry entry = core.roster.find(core.self);
    if (entry == null) {
      throw new IllegalStateException("not started");
    }
    return entry;
  }
}
