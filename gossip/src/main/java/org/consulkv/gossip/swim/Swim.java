package org.consulkv.gossip.swim;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.consulkv.gossip.swim.SwimEffect.Exchange;
import org.consulkv.gossip.swim.SwimEffect.UserReceived;
import org.consulkv.gossip.swim.SwimInput.Described;
import org.consulkv.gossip.swim.SwimInput.Leaving;
import org.consulkv.gossip.swim.SwimInput.Received;
import org.consulkv.gossip.swim.SwimInput.Started;
import org.consulkv.gossip.swim.SwimInput.StateReceived;
import org.consulkv.gossip.swim.SwimInput.StreamAcked;
import org.consulkv.gossip.swim.SwimInput.TimePassed;
import org.consulkv.gossip.swim.SwimMessage.Ack;
import org.consulkv.gossip.swim.SwimMessage.Alive;
import org.consulkv.gossip.swim.SwimMessage.Dead;
import org.consulkv.gossip.swim.SwimMessage.IndirectPing;
import org.consulkv.gossip.swim.SwimMessage.Nack;
import org.consulkv.gossip.swim.SwimMessage.Ping;
import org.consulkv.gossip.swim.SwimMessage.Suspect;
import org.consulkv.gossip.swim.SwimMessage.User;
import org.consulkv.gossip.swim.Upper.Surroundings;
import org.consulkv.runtime.Chance;

/// Membership and failure detection of one member: input and time in, effects out. It reads no
/// clock and does no IO.
///
/// Threading: gossip loop only.
public final class Swim {
  private final Core core;
  private final Rumours rumours;
  private final Prober prober;
  private Node self;

  /// @param self how this member describes itself
  public Swim(SwimConfig config, Node self, Surroundings surroundings, Chance chance) {
    this.self = self;
    core = new Core(config, self, surroundings, chance);
    rumours = new Rumours(core);
    prober = new Prober(core, rumours);
  }

  /// One step.
  ///
  /// @param nowNanos monotonic time in nanoseconds, never less than in the call before
  public List<SwimEffect> on(SwimInput input, long nowNanos) {
    core.setNow(nowNanos);
    switch (input) {
      case Started _ -> start();
      case TimePassed _ -> core.agenda.runDue(nowNanos);
      case Received(var from, var messages) -> hear(from, messages);
      case StreamAcked(var sequence) -> prober.streamAcked(sequence);
      case StateReceived(var nodes) -> rumours.merge(nodes);
      case Described(var meta) -> {
        self = self.withMeta(meta);
        rumours.describe(self);
      }
      case Leaving _ -> rumours.leave();
    }
    return core.takeEffects();
  }

  /// When [TimePassed] is needed next.
  public long wakeAtNanos() {
    return core.agenda.nextNanos();
  }

  /// Everything this member believes, for a full exchange.
  public List<NodeRecord> state() {
    return core.roster.records();
  }

  /// What is believed about a member.
  public Optional<NodeRecord> find(String name) {
    return Optional.ofNullable(core.roster.find(name)).map(Entry::record);
  }

  /// Members that are believed to be there, this one not counted.
  public boolean hasOthers() {
    return core.roster.any(core::isOtherAlive);
  }

  /// How many members are known, those that went lately and this one included.
  public int size() {
    return core.roster.size();
  }

  /// How much this member doubts its own health: 0 is healthy.
  public int healthScore() {
    return core.awareness.score();
  }

  /// Rumours that wait to be told.
  public int waiting() {
    return core.rumours.size();
  }

  /// Up to `count` members to send something to, chosen by chance.
  public List<Node> randomOthers(int count) {
    return core.roster.random(count, core::isOtherAlive).stream().map(Entry::node).toList();
  }

  /// Rumours first: an answer to a ping in the same packet can take along what this member has to
  /// say to them.
  private void hear(Address from, List<SwimMessage> messages) {
    for (SwimMessage message : messages) {
      if (message instanceof SwimMessage.Rumour) {
        hear(from, message);
      }
    }
    for (SwimMessage message : messages) {
      if (!(message instanceof SwimMessage.Rumour)) {
        hear(from, message);
      }
    }
  }

  private void hear(Address from, SwimMessage message) {
    switch (message) {
      case Ping ping -> prober.answer(from, ping);
      case IndirectPing ask -> prober.askFor(from, ask);
      case Ack ack -> prober.acked(ack);
      case Nack nack -> prober.nacked(nack);
      case Alive alive -> rumours.hear(alive);
      case Suspect suspect -> rumours.hear(suspect);
      case Dead dead -> rumours.hear(dead);
      case User(var payload) -> core.emit(new UserReceived(from, payload));
    }
  }

  private void start() {
    rumours.announce(self);
    SwimConfig config = core.config;
    laterAtRandom(config.probeInterval(), this::probe);
    laterAtRandom(config.gossipInterval(), this::gossip);
    laterAtRandom(config.pushPullInterval(core.roster.size()), this::exchange);
  }

  private void probe() {
    later(core.awareness.scale(core.config.probeInterval()), this::probe);
    if (!rumours.isLeaving()) {
      prober.probeNext();
    }
  }

  private void gossip() {
    later(core.config.gossipInterval(), this::gossip);
    core.emit(new SwimEffect.Gossiped());
    long graceNanos = core.config.gossipToTheDead().toNanos();
    core.roster
        .random(
            core.config.gossipNodes(),
            entry ->
                !core.isSelf(entry)
                    && (!entry.isGone() || !entry.isSince(core.nowNanos(), graceNanos)))
        .forEach(core::gossipTo);
  }

  private void exchange() {
    later(core.config.pushPullInterval(core.roster.size()), this::exchange);
    if (!rumours.isLeaving()) {
      core.roster
          .random(1, core::isOtherAlive)
          .forEach(entry -> core.emit(new Exchange(entry.node())));
    }
  }

  private void later(Duration delay, Runnable action) {
    core.agenda.at(core.nowNanos() + delay.toNanos(), action);
  }

  /// The first time at random, so that members that start together do not act together.
  private void laterAtRandom(Duration interval, Runnable action) {
    later(Duration.ofNanos(core.chance.below(interval.toNanos()) + 1), action);
  }
}
