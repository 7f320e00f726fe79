package org.consulkv.gossip.net;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.consulkv.gossip.coordinate.Coordinate;
import org.consulkv.gossip.serf.KeyOperation;
import org.consulkv.gossip.serf.Keyring;
import org.consulkv.gossip.serf.Member;
import org.consulkv.gossip.serf.MemberStatus;
import org.consulkv.gossip.serf.PoolEvent.Question;
import org.consulkv.gossip.serf.QueryOptions;
import org.consulkv.gossip.serf.RejoinRecord;
import org.consulkv.gossip.serf.Serf;
import org.consulkv.gossip.serf.SerfInput;
import org.consulkv.gossip.serf.SerfStats;
import org.consulkv.gossip.serf.TagCodec;
import org.consulkv.gossip.swim.Address;
import org.consulkv.gossip.swim.Measures;
import org.consulkv.gossip.swim.Node;
import org.consulkv.gossip.swim.Upper;
import org.consulkv.gossip.wire.SwimCodec;
import org.consulkv.runtime.Bytes;
import org.consulkv.runtime.Chance;
import org.consulkv.runtime.Clock;
import org.jspecify.annotations.Nullable;

/// This program as a member of a pool of members that speak Serf's protocol.
///
/// Threading: thread-safe. One event loop of its own does everything.
@SuppressWarnings("FutureReturnValueIgnored") // Steps of the loop log their own failures.
public final class GossipPool implements AutoCloseable {
  private final PoolConfig config;
  private final EventLoopGroup group;
  private final EventLoop events;
  private final Listening listening;
  private final Loop loop;
  private final Address address;
  private final @Nullable SnapshotFile snapshot;
  private final CompletableFuture<Boolean> rejoined = new CompletableFuture<>();
  private final AtomicBoolean closed = new AtomicBoolean();

  private GossipPool(
      PoolConfig config,
      EventLoopGroup group,
      Listening listening,
      Loop loop,
      Address address,
      @Nullable SnapshotFile snapshot) {
    this.config = config;
    this.group = group;
    events = group.next();
    this.listening = listening;
    this.loop = loop;
    this.address = address;
    this.snapshot = snapshot;
  }

  /// Starts to listen, as a pool of one member; if there is a snapshot of an earlier life, it
  /// rejoins in the background.
  ///
  /// @param clock only its monotonic time is used
  /// @throws IOException if the address cannot be had, or the snapshot cannot be opened
  /// @throws IllegalArgumentException if the tags are too long, or others could not reach this
  ///   member
  public static GossipPool start(
      PoolConfig config, Keyring keyring, Clock clock, Chance chance, PoolListener listener)
      throws IOException {
    Measures measures = listener.measures();
    @Nullable SnapshotFile snapshot =
        config.snapshot() == null ? null : SnapshotFile.open(config.snapshot());
    EventLoopGroup group =
        new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("gossip", true), NioIoHandler.newFactory());
    try {
      EventLoop events = group.next();
      Envelope envelope = new Envelope(keyring, config.encryption(), config.compress(), measures);
      var receiver = new Listening.Receiver();
      Listening listening = Listening.on(events, config, envelope, receiver);
      int port = listening.exchanges().address().getPort();
      Address address = advertised(config, port);
      Node self =
          new Node(config.name(), address, TagCodec.encode(config.tags()), config.versions());
      var surroundings =
          new Upper.Surroundings(
              Upper.NONE,
              SwimCodec::size,
              node -> config.admission().objection(node).isEmpty(),
              measures);
      Serf serf = new Serf(config.serf(), self, keyring, surroundings, chance);
      Loop loop = new Loop(events, serf, config, clock, envelope, listener, snapshot);
      loop.connect(listening.packets(), listening.exchanges());
      GossipPool pool = new GossipPool(config, group, listening, loop, address, snapshot);
      pool.onLoop(() -> pool.begin(receiver)).join();
      return pool;
    } catch (IOException | RuntimeException e) {
      group.shutdownGracefully(0, 0, TimeUnit.SECONDS);
      if (snapshot != null) {
        snapshot.close();
      }
      throw e;
    }
  }

  private static Address advertised(PoolConfig config, int port) {
    Address wanted = config.advertise();
    if (wanted == null) {
      if (config.bind().getAddress().isAnyLocalAddress()) {
        throw new IllegalArgumentException(
            "a member that listens on all addresses needs one to advertise");
      }
      return Sockets.of(new InetSocketAddress(config.bind().getAddress(), port));
    }
    return wanted.port() == 0 ? new Address(wanted.ip(), port) : wanted;
  }

  private boolean begin(Listening.Receiver receiver) {
    RejoinRecord previous = snapshot == null ? RejoinRecord.EMPTY : snapshot.previous();
    loop.step(new SerfInput.Restored(previous.time(), previous.eventTime(), previous.queryTime()));
    loop.step(new SerfInput.Started());
    receiver.connect(loop);
    List<Address> known = new ArrayList<>();
    if (!previous.left() || config.rejoinAfterLeave()) {
      previous
          .alive()
          .forEach((name, where) -> {
            if (!name.equals(config.name()) && !where.equals(address)) {
              known.add(where);
            }
          });
    }
    new Rejoining(loop, known, rejoined).next();
    return true;
  }

  /// Completes when no member of an earlier life is waited for any more, with whether one answered.
  public CompletableFuture<Boolean> rejoined() {
    return rejoined.copy();
  }

  /// Where others reach this member.
  public Address address() {
    return address;
  }

  public String name() {
    return config.name();
  }

  /// All members that are known, this one included, as of now.
  public List<Member> members() {
    return loop.members();
  }

  public Optional<Member> member(String name) {
    return members().stream().filter(member -> member.name().equals(name)).findFirst();
  }

  /// Exchanges state with each of the addresses.
  ///
  /// @param ignoreOld whether events that happened before are not to be reported
  /// @return how many could be reached, if any; else it fails with an [IOException] that says why
  public CompletableFuture<Integer> join(List<Address> addresses, boolean ignoreOld) {
    Joining joining = new Joining(loop, addresses, ignoreOld);
    events.execute(joining::next);
    return joining.result();
  }

  /// Says goodbye, and completes when others know. The pool is to be closed then.
  public CompletableFuture<Void> leave() {
    events.execute(() -> loop.step(new SerfInput.Leave()));
    return loop.left().thenAccept(_ -> {});
  }

  /// Declares a failed member to have left.
  ///
  /// @param prune whether to forget it at once
  public void forceLeave(String name, boolean prune) {
    events.execute(() -> loop.step(new SerfInput.ForceLeave(name, prune)));
  }

  /// Tells all members. It completes when this member has it, and begins to tell others.
  ///
  /// @throws IllegalArgumentException if name and payload are too long
  public CompletableFuture<Void> fire(String name, Bytes payload, boolean coalesce) {
    Serf.check(config.serf(), name, payload);
    return CompletableFuture.runAsync(
        () -> loop.step(new SerfInput.Fire(name, payload, coalesce)), events);
  }

  /// Asks all members, or those that the options say.
  public void ask(String name, Bytes payload, QueryOptions options, QueryListener answers) {
    events.execute(() -> loop.ask(name, payload, options, answers));
  }

  /// Answers a question; if its time is over, nothing happens.
  public void answer(Question question, Bytes payload) {
    events.execute(() -> loop.step(new SerfInput.Answer(question, payload)));
  }

  /// Tells others new tags of this member.
  ///
  /// @throws IllegalArgumentException if they are too long
  public void setTags(Map<String, String> tags) {
    TagCodec.encode(tags);
    Map<String, String> copy = Map.copyOf(tags);
    events.execute(() -> loop.step(new SerfInput.Tagged(copy)));
  }

  /// Changes all members' keyrings, or looks at them.
  ///
  /// @param relays through how many other members answers take their way, too; 0 to 5
  public CompletableFuture<KeyOperation.Summary> keys(KeyOperation operation, int relays) {
    CompletableFuture<KeyOperation.Summary> result = new CompletableFuture<>();
    Map<String, KeyOperation.Reply> replies = new HashMap<>();
    int alive = (int) members().stream().filter(m -> m.status() == MemberStatus.ALIVE).count();
    QueryOptions options =
        new QueryOptions(List.of(), false, relays, QueryOptions.DEFAULT.timeout());
    QueryListener collect =
        new QueryListener() {
          @Override
          public void answered(String from, Bytes payload) {
            KeyOperation.reply(payload).ifPresent(reply -> replies.put(from, reply));
            if (replies.size() == alive) {
              ended();
            }
          }

          @Override
          public void ended() {
            result.complete(KeyOperation.Summary.of(alive, replies));
          }
        };
    ask(operation.query(), operation.payload(), options, collect);
    return result;
  }

  public CompletableFuture<Keyring> keyring() {
    return onLoop(() -> loop.serf().keyring());
  }

  /// Where this member is, in round trip times.
  public Coordinate coordinate() {
    return loop.coordinate();
  }

  /// Where the member was when it last answered this one.
  public CompletableFuture<Optional<Coordinate>> coordinateOf(String member) {
    return onLoop(() -> loop.serf().places().of(member));
  }

  public SerfStats stats() {
    return loop.stats();
  }

  private <T> CompletableFuture<T> onLoop(Supplier<T> question) {
    return CompletableFuture.supplyAsync(question, events);
  }

  /// Stops at once, without saying goodbye: others will think that this member failed, unless it
  /// left before.
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    onLoop(
            () -> {
              loop.stop();
              listening.close();
              return true;
            })
        .exceptionally(_ -> false)
        .join();
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
    if (snapshot != null) {
      snapshot.close();
    }
  }
}
