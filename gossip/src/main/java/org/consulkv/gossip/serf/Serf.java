package org.consulkv.gossip.serf;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.consulkv.gossip.serf.SerfInput.Answer;
import org.consulkv.gossip.serf.SerfInput.Ask;
import org.consulkv.gossip.serf.SerfInput.Fire;
import org.consulkv.gossip.serf.SerfInput.ForceLeave;
import org.consulkv.gossip.serf.SerfInput.JoinedPool;
import org.consulkv.gossip.serf.SerfInput.Leave;
import org.consulkv.gossip.serf.SerfInput.Received;
import org.consulkv.gossip.serf.SerfInput.Restored;
import org.consulkv.gossip.serf.SerfInput.Started;
import org.consulkv.gossip.serf.SerfInput.StateReceived;
import org.consulkv.gossip.serf.SerfInput.StreamAcked;
import org.consulkv.gossip.serf.SerfInput.StreamReceived;
import org.consulkv.gossip.serf.SerfInput.Tagged;
import org.consulkv.gossip.serf.SerfInput.TimePassed;
import org.consulkv.gossip.serf.SerfMessage.JoinIntent;
import org.consulkv.gossip.serf.SerfMessage.LeaveIntent;
import org.consulkv.gossip.serf.SerfMessage.UserEvent;
import org.consulkv.gossip.swim.Measures;
import org.consulkv.gossip.swim.Node;
import org.consulkv.gossip.swim.NodeRecord;
import org.consulkv.gossip.swim.Swim;
import org.consulkv.gossip.swim.SwimEffect;
import org.consulkv.gossip.swim.SwimInput;
import org.consulkv.gossip.swim.Upper.Surroundings;
import org.consulkv.runtime.Bytes;
import org.consulkv.runtime.Chance;

/// One member of a pool, all of it: input and time in, effects out. It reads no clock and does no
/// IO.
///
/// Threading: gossip loop only.
public final class Serf {
  /// As often as metrics are summed up.
  private static final Duration QUEUES_LOOKED_AT = Duration.ofSeconds(10);

  private final Context context;
  private final LamportClock clock = new LamportClock();
  private final Swim swim;
  private final Members members;
  private final UserEvents events;
  private final Queries queries;
  private final InternalQueries internal;
  private final Places places;
  private final Hearing hearing;
  private final Goodbye goodbye;
  private final NameDispute dispute;
  private long rememberedTime;

  /// @param self how this member describes itself; its meta are the encoded tags
  /// @param surroundings of membership; what it says about the layer above is replaced
  public Serf(
      SerfConfig config, Node self, Keyring keyring, Surroundings surroundings, Chance chance) {
    context = new Context(config, self.name(), self.address(), surroundings.measures(), chance);
    places = new Places(surroundings.measures(), chance);
    Surroundings below =
        new Surroundings(
            new Tellings(context, places),
            surroundings.sizes(),
            surroundings.admits(),
            surroundings.measures());
    swim = new Swim(config.swim(), self, below, chance);
    members = new Members(context, clock, places::forget);
    events = new UserEvents(context);
    queries = new Queries(context, swim::randomOthers);
    queries.setTags(TagCodec.decode(self.meta()));
    internal = new InternalQueries(context, members::find, keyring);
    hearing = new Hearing(context, clock, members, events, queries, internal);
    goodbye = new Goodbye(context, new Leaving());
    dispute = new NameDispute(context, internal);
  }

  /// One step.
  ///
  /// @param nowNanos monotonic time in nanoseconds, never less than in the call before
  public List<SerfEffect> on(SerfInput input, long nowNanos) {
    context.setNow(nowNanos);
    switch (input) {
      case Started _ -> start();
      case TimePassed _ -> {
        context.agenda.runDue(nowNanos);
        below(new SwimInput.TimePassed());
      }
      case Received(var from, var messages) -> below(new SwimInput.Received(from, messages));
      case StreamAcked(var sequence) -> below(new SwimInput.StreamAcked(sequence));
      case StreamReceived(_, var payload) -> hearing.hear(payload);
      case StateReceived(var nodes, var above, var ignoreOld) -> {
        below(new SwimInput.StateReceived(nodes));
        hearing.merge(above, ignoreOld);
      }
      case JoinedPool _ -> hearing.news(new JoinIntent(clock.time(), context.self));
      case Tagged(var tags) -> tag(tags);
      case Fire(var name, var payload, var coalesce) ->
          hearing.news(new UserEvent(events.time(), name, payload, coalesce));
      case Ask(var handle, var name, var payload, var options) ->
          ask(name, payload, options, new ReportedAnswers(context, handle));
      case Answer(var question, var payload) -> queries.answer(question, payload);
      case Leave _ -> goodbye.start();
      case ForceLeave(var name, var prune) -> forceLeave(name, prune);
      case Restored(var time, var eventTime, var queryTime) -> {
        clock.witness(time);
        events.witness(eventTime);
        events.ignoreBefore(eventTime + 1);
        queries.witness(queryTime);
        queries.ignoreBefore(queryTime + 1);
      }
    }
    rememberTime();
    return context.takeEffects();
  }

  /// When [TimePassed] is needed next.
  public long wakeAtNanos() {
    return Math.min(swim.wakeAtNanos(), context.agenda.nextNanos());
  }

  public List<Member> members() {
    return members.all();
  }

  /// How often anything changed that [#members] shows.
  public long changes() {
    return members.changes();
  }

  public Optional<Member> find(String name) {
    return members.find(name);
  }

  public Keyring keyring() {
    return internal.keyring();
  }

  /// This member's own place, and where others were when they last answered.
  public Places places() {
    return places;
  }

  /// Numbers for operators.
  public SerfStats stats() {
    return new SerfStats(
        swim.healthScore(),
        clock.time(),
        events.time(),
        queries.time(),
        context.intents.size() + swim.waiting(),
        context.events.size(),
        context.queries.size());
  }

  /// Membership's half of a full exchange.
  public List<NodeRecord> state() {
    return swim.state();
  }

  /// This layer's half of a full exchange.
  public Bytes stateAbove() {
    return SerfCodec.encode(
        new SerfMessage.State(
            clock.time(),
            members.statusTimes(),
            members.left(),
            events.time(),
            events.recent(),
            queries.time()));
  }

  /// @throws IllegalArgumentException if a user event is too long to be told
  public static void check(SerfConfig config, String name, Bytes payload) {
    int size = Bytes.utf8(name).length() + payload.length();
    if (size > config.eventLimitBytes()) {
      throw new IllegalArgumentException(
          "user event exceeds limit of " + config.eventLimitBytes() + " bytes before encoding");
    }
  }

  private void start() {
    below(new SwimInput.Started());
    every(context.config.reapInterval().toNanos(), members::reap);
    every(context.config.reconnectInterval().toNanos(), this::reconnect);
    every(QUEUES_LOOKED_AT.toNanos(), this::measureQueues);
  }

  private void every(long intervalNanos, Runnable action) {
    context.agenda.at(
        context.nowNanos() + intervalNanos,
        () -> {
          every(intervalNanos, action);
          action.run();
        });
  }

  private void measureQueues() {
    Measures measures = context.measures;
    measures.size(Measures.Size.RUMOURS, swim.waiting());
    measures.size(Measures.Size.INTENTS, context.intents.size());
    measures.size(Measures.Size.EVENTS, context.events.size());
    measures.size(Measures.Size.QUERIES, context.queries.size());
  }

  private void reconnect() {
    members
        .toReconnect()
        .ifPresent(member -> context.emit(new SerfEffect.Exchange(member.address())));
  }

  /// A step of membership, and what follows from it here.
  private void below(SwimInput input) {
    swim.on(input, context.nowNanos()).forEach(this::react);
  }

  private void react(SwimEffect effect) {
    switch (effect) {
      case SwimEffect.SendPacket(var to, var checksum, var messages) ->
          context.emit(new SerfEffect.SendPacket(to, checksum, messages));
      case SwimEffect.StreamPing(var to, var ping, var limit) ->
          context.emit(new SerfEffect.StreamPing(to, ping, limit));
      case SwimEffect.Gossiped _ -> context.emit(new SerfEffect.Gossiped());
      case SwimEffect.Exchange(var with) -> context.emit(new SerfEffect.Exchange(with.address()));
      case SwimEffect.Joined(var node) -> members.joined(node);
      case SwimEffect.Updated(var node) -> members.updated(node);
      case SwimEffect.Gone(var node, var left) -> members.gone(node, left);
      case SwimEffect.GoodbyeTold _ -> goodbye.goodbyeTold();
      case SwimEffect.NameTaken(var known, _) -> {
        if (known.name().equals(context.self)) {
          dispute.start(answers ->
              ask(
                  InternalQueries.CONFLICT,
                  Bytes.utf8(context.self),
                  QueryOptions.DEFAULT,
                  answers));
        }
      }
      case SwimEffect.RoundTrip(var node, var time, var payload) ->
          places.measured(node.name(), time, payload);
      case SwimEffect.UserReceived(_, var payload) -> hearing.hear(payload);
    }
  }

  private void ask(String name, Bytes payload, QueryOptions options, Queries.Answers answers) {
    hearing.news(queries.ask(name, payload, options, swim.size(), answers));
  }

  private void tag(Map<String, String> tags) {
    queries.setTags(tags);
    below(new SwimInput.Described(TagCodec.encode(tags)));
  }

  private void forceLeave(String name, boolean prune) {
    if (members.find(name).isPresent()) {
      hearing.news(new LeaveIntent(clock.time(), name, prune));
    }
  }

  private void rememberTime() {
    if (clock.time() - 1 > rememberedTime) {
      rememberedTime = clock.time() - 1;
      context.emit(new SerfEffect.Remember("clock: " + rememberedTime));
    }
  }

  private final class Leaving implements Goodbye.Way {
    @Override
    public boolean hasOthers() {
      return swim.hasOthers();
    }

    @Override
    public LeaveIntent intent() {
      return new LeaveIntent(clock.time(), context.self, false);
    }

    @Override
    public void hear(LeaveIntent intent) {
      hearing.leaving();
      context.emit(new SerfEffect.Remember("leave"));
      members.hear(intent, true);
    }

    @Override
    public void declareGone() {
      below(new SwimInput.Leaving());
    }

    @Override
    public void left() {
      context.emit(new SerfEffect.LeftPool());
    }
  }
}
