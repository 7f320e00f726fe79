package org.consulkv.gossip.net;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.consulkv.gossip.coordinate.Coordinate;
import org.consulkv.gossip.serf.Member;
import org.consulkv.gossip.serf.PoolEvent;
import org.consulkv.gossip.serf.QueryOptions;
import org.consulkv.gossip.serf.Serf;
import org.consulkv.gossip.serf.SerfEffect;
import org.consulkv.gossip.serf.SerfInput;
import org.consulkv.gossip.serf.SerfStats;
import org.consulkv.gossip.swim.Address;
import org.consulkv.gossip.swim.Measures;
import org.consulkv.gossip.swim.NodeRecord;
import org.consulkv.gossip.swim.NodeState;
import org.consulkv.gossip.swim.SwimMessage;
import org.consulkv.gossip.wire.StreamMessage;
import org.consulkv.gossip.wire.StreamMessage.Above;
import org.consulkv.gossip.wire.StreamMessage.Probe;
import org.consulkv.gossip.wire.StreamMessage.ProbeAnswer;
import org.consulkv.gossip.wire.StreamMessage.Refused;
import org.consulkv.gossip.wire.StreamMessage.State;
import org.consulkv.runtime.Bytes;
import org.consulkv.runtime.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Feeds the core with what comes from the sockets and with the time, and does what it wants done.
///
/// Threading: confined to the event loop; only what is published may be read from elsewhere.
@SuppressWarnings(
    "FutureReturnValueIgnored") // Failures of exchanges are handled where they are started.
final class Loop {
  private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

  private final EventLoop loop;
  private final Serf serf;
  private final String name;
  private final Admission admission;
  private final Clock clock;
  private final Envelope envelope;
  private final PoolListener listener;
  private final Measures measures;
  private final @Nullable SnapshotFile snapshot;
  private final Map<Long, QueryListener> asked = new HashMap<>();
  private final CompletableFuture<Boolean> left = new CompletableFuture<>();
  private @Nullable Packets packets;
  private @Nullable Exchanges exchanges;
  private @Nullable ScheduledFuture<?> wake;
  private long wakeAtNanos = Long.MAX_VALUE;
  private long handles;
  private long publishedChange = -1;
  private volatile List<Member> members = List.of();
  private volatile Coordinate coordinate = Coordinate.ORIGIN;
  private volatile SerfStats stats = SerfStats.NONE;

  Loop(
      EventLoop loop,
      Serf serf,
      PoolConfig config,
      Clock clock,
      Envelope envelope,
      PoolListener listener,
      @Nullable SnapshotFile snapshot) {
    this.loop = loop;
    this.serf = serf;
    name = config.name();
    admission = config.admission();
    this.clock = clock;
    this.envelope = envelope;
    this.listener = listener;
    measures = listener.measures();
    this.snapshot = snapshot;
  }

  /// To be called before the first step.
  void connect(Packets newPackets, Exchanges newExchanges) {
    packets = newPackets;
    exchanges = newExchanges;
  }

  Serf serf() {
    return serf;
  }

  List<Member> members() {
    return members;
  }

  Coordinate coordinate() {
    return coordinate;
  }

  SerfStats stats() {
    return stats;
  }

  /// Completes when this member has said goodbye.
  CompletableFuture<Boolean> left() {
    return left;
  }

  void step(SerfInput input) {
    try {
      long startNanos = clock.nanos();
      List<SerfEffect> effects = serf.on(input, startNanos);
      publish();
      effects.forEach(this::act);
      if (effects.stream().anyMatch(SerfEffect.Gossiped.class::isInstance)) {
        measures.took(Measures.Span.GOSSIP, clock.nanos() - startNanos);
      }
    } catch (RuntimeException e) {
      LOG.error("gossip: {} failed", input.getClass().getSimpleName(), e);
    } catch (Error e) {
      // Nothing may go on after a broken invariant; Netty alone would only log it.
      Thread thread = Thread.currentThread();
      thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
      throw e;
    }
    schedule();
  }

  /// Before listeners are told: they may look.
  private void publish() {
    coordinate = serf.places().own();
    stats = serf.stats();
    if (serf.changes() != publishedChange) {
      publishedChange = serf.changes();
      members = serf.members();
    }
  }

  private void schedule() {
    long next = serf.wakeAtNanos();
    if (next >= wakeAtNanos || loop.isShuttingDown()) {
      return;
    }
    if (wake != null) {
      wake.cancel(false);
    }
    wakeAtNanos = next;
    long delay = Math.max(0, next - clock.nanos());
    wake = loop.schedule(this::wake, delay, TimeUnit.NANOSECONDS);
  }

  private void wake() {
    wakeAtNanos = Long.MAX_VALUE;
    wake = null;
    step(new SerfInput.TimePassed());
  }

  void stop() {
    wakeAtNanos = Long.MIN_VALUE;
    if (wake != null) {
      wake.cancel(false);
    }
  }

  private void act(SerfEffect effect) {
    switch (effect) {
      case SerfEffect.SendPacket(var to, var checksum, var messages) -> {
        if (packets != null) {
          packets.send(to, checksum, messages);
        }
      }
      case SerfEffect.Gossiped _ -> {} // Measured in the step.
      case SerfEffect.StreamPing(var to, var ping, var limit) -> {
        if (exchanges != null) {
          exchanges
              .exchange(to, new Probe(ping), limit)
              .thenAccept(answer -> streamAcked(ping, answer));
        }
      }
      case SerfEffect.Exchange(var with) ->
          exchangeState(with, false, false)
              .exceptionally(e -> {
                LOG.debug("gossip: full exchange with {}: {}", with, e.getMessage());
                return null;
              });
      case SerfEffect.Happened(var event) -> happened(event);
      case SerfEffect.Acked(var handle, var from) -> asker(handle).ifPresent(a -> a.acked(from));
      case SerfEffect.Answered(var handle, var from, var payload) ->
          asker(handle).ifPresent(a -> a.answered(from, payload));
      case SerfEffect.AskingEnded(var handle) ->
          Optional.ofNullable(asked.remove(handle)).ifPresent(QueryListener::ended);
      case SerfEffect.KeysChanged(var keyring) -> {
        envelope.use(keyring);
        listener.keysChanged(keyring);
      }
      case SerfEffect.Remember(var line) -> {
        if (snapshot != null) {
          snapshot.add(line);
        }
      }
      case SerfEffect.LeftPool _ -> left.complete(true);
    }
  }

  private Optional<QueryListener> asker(long handle) {
    return Optional.ofNullable(asked.get(handle));
  }

  private void happened(PoolEvent event) {
    if (event instanceof PoolEvent.NameLost) {
      LOG.error("gossip: another member has the name {}, and most members side with it", name);
    }
    listener.happened(event);
  }

  private void streamAcked(SwimMessage.Ping ping, StreamMessage answer) {
    if (answer instanceof ProbeAnswer(var ack) && ack.sequence() == ping.sequence()) {
      step(new SerfInput.StreamAcked(ping.sequence()));
    }
  }

  /// Exchanges the full state. It fails if the other side cannot be reached or refuses.
  ///
  /// @param ignoreOld whether events of before are not to be reported
  CompletableFuture<Void> exchangeState(Address with, boolean join, boolean ignoreOld) {
    if (exchanges == null) {
      return CompletableFuture.failedFuture(new IllegalStateException("not started"));
    }
    measures.count(Measures.Count.TCP_CONNECT, 1);
    long startNanos = clock.nanos();
    return exchanges
        .exchange(with, state(join))
        .thenAccept(answer -> {
          measures.took(Measures.Span.PUSH_PULL, clock.nanos() - startNanos);
          switch (answer) {
            case State(_, var nodes, var above) -> {
              objection(nodes)
                  .ifPresent(why -> {
                    throw new IllegalStateException(why);
                  });
              step(new SerfInput.StateReceived(nodes, above, ignoreOld));
            }
            case Refused(var why) -> throw new IllegalStateException(why);
            default -> throw new IllegalStateException("an answer that makes no sense");
          }
        });
  }

  private State state(boolean join) {
    return new State(join, serf.state(), serf.stateAbove());
  }

  /// What another member gets back for what it sent over a stream.
  Optional<StreamMessage> answer(Address from, StreamMessage message) {
    measures.count(Measures.Count.TCP_ACCEPT, 1);
    return switch (message) {
      case State(_, var nodes, var above) -> {
        State own = state(false);
        // The other side finds the same fault, and says so to whoever asked it to join.
        objection(nodes)
            .ifPresentOrElse(
                why -> LOG.warn("gossip: refused the members of {}: {}", from, why),
                () -> step(new SerfInput.StateReceived(nodes, above, false)));
        yield Optional.of(own);
      }
      case Probe(var ping) ->
          ping.node().isEmpty() || ping.node().equals(name)
              ? Optional.of(new ProbeAnswer(new SwimMessage.Ack(ping.sequence(), Bytes.EMPTY)))
              : Optional.empty();
      case Above(var payload) -> {
        step(new SerfInput.StreamReceived(from, payload));
        yield Optional.empty();
      }
      case ProbeAnswer _, Refused _ -> Optional.empty();
    };
  }

  private Optional<String> objection(List<NodeRecord> nodes) {
    return nodes.stream()
        .filter(record -> record.state() == NodeState.ALIVE)
        .flatMap(record -> admission.objection(record.node()).stream())
        .findFirst();
  }

  void ask(String query, Bytes payload, QueryOptions options, QueryListener answers) {
    long handle = ++handles;
    asked.put(handle, answers);
    step(new SerfInput.Ask(handle, query, payload, options));
  }
}
