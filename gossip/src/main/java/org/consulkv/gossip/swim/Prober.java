package org.consulkv.gossip.swim;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.consulkv.gossip.swim.SwimEffect.RoundTrip;
import org.consulkv.gossip.swim.SwimEffect.SendPacket;
import org.consulkv.gossip.swim.SwimEffect.StreamPing;
import org.consulkv.gossip.swim.SwimMessage.Ack;
import org.consulkv.gossip.swim.SwimMessage.IndirectPing;
import org.consulkv.gossip.swim.SwimMessage.Nack;
import org.consulkv.gossip.swim.SwimMessage.Ping;
import org.consulkv.gossip.swim.SwimMessage.Suspect;
import org.consulkv.runtime.Bytes;
import org.jspecify.annotations.Nullable;

/// Asks members one after the other whether they are there; first itself, then through others and
/// over a stream. Answers when it is asked.
///
/// Threading: confined to the gossip loop.
final class Prober {
  private final Core core;
  private final Rumours rumours;
  private final Map<Integer, Question> open = new HashMap<>();
  private int sequence;

  Prober(Core core, Rumours rumours) {
    this.core = core;
    this.rumours = rumours;
    rumours.setLastCall(this::callLast);
  }

  /// A ping that waits for its answer.
  private static final class Question {
    private final Entry target;
    private final long askedNanos;
    private final @Nullable Consumer<Ack> then;
    private Agenda.@Nullable Item early;
    private Agenda.@Nullable Item late;
    private boolean askedOnce = true;
    private int relays;
    private int nacksMissing;

    private Question(Entry target, long askedNanos, @Nullable Consumer<Ack> then) {
      this.target = target;
      this.askedNanos = askedNanos;
      this.then = then;
    }

    private void close() {
      if (early != null) {
        early.cancel();
      }
      if (late != null) {
        late.cancel();
      }
    }
  }

  /// Probes the member whose turn it is.
  void probeNext() {
    long forgetNanos = core.config.gossipToTheDead().toNanos();
    core.roster
        .nextInTurn(
            entry -> !core.isSelf(entry) && !entry.isGone(),
            entry ->
                entry.isGone()
                    && !core.isSelf(entry)
                    && entry.isSince(core.nowNanos(), forgetNanos))
        .ifPresent(this::probe);
  }

  private void probe(Entry target) {
    int number = ++sequence;
    Question question = new Question(target, core.nowNanos(), null);
    open.put(number, question);
    ping(number, question);
    if (core.awareness.score() > 0) {
      core.count(Measures.Count.DEGRADED_PROBE);
    }
    long timeout = core.awareness.scale(core.config.probeTimeout()).toNanos();
    long interval = core.awareness.scale(core.config.probeInterval()).toNanos();
    long now = core.nowNanos();
    question.early =
        core.agenda.at(now + timeout / 2, () -> askAgain(number, question, now + timeout));
    question.late = core.agenda.at(now + interval, () -> giveUp(number, question));
  }

  /// A suspect learns of the suspicion with the ping, to object in time (Lifeguard: buddy system).
  private void ping(int number, Question question) {
    Entry target = question.target;
    Address to = target.node().address();
    Ping ping = new Ping(number, target.name(), ownAddress(), core.self);
    if (target.state() == NodeState.SUSPECT) {
      Suspect suspect = new Suspect(target.incarnation(), target.name(), core.self);
      core.emit(new SendPacket(to, false, List.of(suspect, ping)));
    } else {
      core.send(to, false, ping);
    }
  }

  /// One lost packet shall not make others work.
  private void askAgain(int number, Question question, long timeoutNanos) {
    question.askedOnce = false;
    ping(number, question);
    question.early = core.agenda.at(timeoutNanos, () -> askOthers(number, question));
  }

  /// Asks a suspect whose time is nearly over.
  private void callLast(Entry suspect) {
    int number = ++sequence;
    Question question = new Question(suspect, core.nowNanos(), _ -> rumours.answered(suspect));
    open.put(number, question);
    ping(number, question);
    question.late =
        core.agenda.at(
            core.nowNanos() + core.config.probeInterval().toNanos(), () -> open.remove(number));
  }

  private void askOthers(int number, Question question) {
    Entry target = question.target;
    ping(number, question);
    List<Entry> others =
        core.roster.random(
            core.config.indirectChecks(), entry -> core.isOtherAlive(entry) && entry != target);
    Address to = target.node().address();
    for (Entry other : others) {
      core.send(
          other.node().address(),
          false,
          new IndirectPing(number, target.name(), to, true, ownAddress(), core.self));
    }
    question.relays = others.size();
    question.nacksMissing = others.size();
    var interval = core.awareness.scale(core.config.probeInterval());
    var limit = interval.minusNanos(core.nowNanos() - question.askedNanos);
    Ping ping = new Ping(number, target.name(), ownAddress(), core.self);
    core.emit(new StreamPing(to, ping, limit));
  }

  private void giveUp(int number, Question question) {
    open.remove(number);
    ended(question);
    // Members that were asked for help, but did not even say "no answer", make this one doubt
    // itself.
    core.awareness.change(question.relays == 0 ? 1 : question.nacksMissing);
    if (question.target.state() == NodeState.ALIVE
        || question.target.state() == NodeState.SUSPECT) {
      rumours.hear(new Suspect(question.target.incarnation(), question.target.name(), core.self));
    }
  }

  private void ended(Question question) {
    core.surroundings.measures().took(Measures.Span.PROBE, core.nowNanos() - question.askedNanos);
  }

  void answer(Address from, Ping ping) {
    if (!ping.node().isEmpty() && !ping.node().equals(core.self)) {
      return;
    }
    Address to = ping.source() == null ? from : ping.source();
    core.send(to, false, new Ack(ping.sequence(), core.surroundings.upper().ackPayload()));
  }

  void askFor(Address from, IndirectPing ask) {
    Entry target = core.roster.find(ask.node());
    Address back = ask.source() == null ? from : ask.source();
    int number = ++sequence;
    Node unknown = new Node(ask.node(), ask.target(), Bytes.EMPTY, core.versions);
    Entry asked = target != null ? target : new Entry(unknown, 0, NodeState.ALIVE, core.nowNanos());
    Question question =
        new Question(
            asked,
            core.nowNanos(),
            ack -> core.send(back, false, new Ack(ask.sequence(), Bytes.EMPTY)));
    open.put(number, question);
    core.send(ask.target(), false, new Ping(number, ask.node(), ownAddress(), core.self));
    long timeout = core.config.probeTimeout().toNanos();
    // At 80 % of the time, so that the answer is in time (Lifeguard, section IV.A).
    question.early =
        core.agenda.at(
            core.nowNanos() + timeout * 4 / 5,
            () -> {
              if (ask.wantsNack()) {
                core.send(back, false, new Nack(ask.sequence()));
              }
            });
    question.late =
        core.agenda.at(
            core.nowNanos() + core.config.probeInterval().toNanos(), () -> open.remove(number));
  }

  void acked(Ack ack) {
    Question question = open.remove(ack.sequence());
    if (question == null) {
      return;
    }
    question.close();
    if (question.then != null) {
      question.then.accept(ack);
      return;
    }
    ended(question);
    core.awareness.change(-1);
    if (question.askedOnce) {
      var time = Duration.ofNanos(core.nowNanos() - question.askedNanos);
      core.emit(new RoundTrip(question.target.node(), time, ack.payload()));
    }
  }

  void streamAcked(int number) {
    Question question = open.get(number);
    if (question != null && question.then == null) {
      acked(new Ack(number, Bytes.EMPTY));
    }
  }

  void nacked(Nack nack) {
    Question question = open.get(nack.sequence());
    if (question != null && question.nacksMissing > 0) {
      question.nacksMissing--;
    }
  }

  private @Nullable Address ownAddress() {
    Entry own = core.roster.find(core.self);
    return own == null ? null : own.node().address();
  }
}
