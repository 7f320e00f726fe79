package org.consulkv.gossip.serf;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.consulkv.gossip.msgpack.MalformedException;
import org.consulkv.gossip.swim.Address;
import org.consulkv.gossip.swim.Agenda;
import org.consulkv.gossip.swim.Node;
import org.consulkv.gossip.swim.SwimMessage;
import org.consulkv.gossip.swim.Upper;
import org.consulkv.gossip.swim.Versions;
import org.consulkv.gossip.wire.Frames;
import org.consulkv.gossip.wire.SwimCodec;
import org.consulkv.runtime.Bytes;
import org.consulkv.runtime.Chance;
import org.consulkv.testkit.seed.Gen;
import org.consulkv.testkit.time.SeededChance;

/// A pool of whole members in virtual time. Every packet is encoded and decoded on its way, and may
/// be lost or damaged.
final class PoolSimulation {
  final List<Host> hosts = new ArrayList<>();
  private final Agenda agenda = new Agenda();
  private final Chance chance;
  private final SerfConfig config;
  private final Set<String> cutOff = new HashSet<>();
  private int lossPercent;
  private int damagePercent;
  private long nowNanos;

  PoolSimulation(Gen gen, SerfConfig config) {
    chance = new SeededChance(gen.number());
    this.config = config;
  }

  final class Host {
    final String name;
    final Address address;
    final Serf serf;
    final CountedMeasures measures = new CountedMeasures();
    final List<PoolEvent> events = new ArrayList<>();
    final List<String> answers = new ArrayList<>();
    boolean running = true;
    boolean left;
    private long wakeAt = Long.MAX_VALUE;

    private Host(String name, int number, Map<String, String> tags) {
      this.name = name;
      byte[] ip = {10, 0, (byte) (number >> 8), (byte) number};
      address = new Address(Bytes.owning(ip), 8301);
      Node self = new Node(name, address, TagCodec.encode(tags), Versions.OURS);
      serf =
          new Serf(
              config,
              self,
              Keyring.NONE,
              new Upper.Surroundings(Upper.NONE, SwimCodec::size, _ -> true, measures),
              chance);
    }

    void step(SerfInput input) {
      if (!running) {
        return;
      }
      serf.on(input, nowNanos).forEach(effect -> act(this, effect));
      long next = serf.wakeAtNanos();
      if (next < wakeAt) {
        wakeAt = next;
        agenda.at(next, () -> wake(next));
      }
    }

    private void wake(long planned) {
      if (planned == wakeAt) {
        wakeAt = Long.MAX_VALUE;
        step(new SerfInput.TimePassed());
      }
    }

    MemberStatus sees(Host other) {
      return serf.find(other.name).map(Member::status).orElse(MemberStatus.NONE);
    }

    long count(Class<? extends PoolEvent> kind) {
      return events.stream().filter(kind::isInstance).count();
    }
  }

  PoolSimulation members(int count) {
    for (int i = 1; i <= count; i++) {
      start("n" + i);
    }
    return this;
  }

  /// A new member that joins through one of those that are there.
  Host start(String name) {
    Host host = new Host(name, hosts.size() + 1, Map.of("name", name));
    host.step(new SerfInput.Started());
    if (!hosts.isEmpty()) {
      Host seed = hosts.stream().filter(h -> h.running).findFirst().orElseThrow();
      exchange(host, seed);
      later(() -> host.step(new SerfInput.JoinedPool()));
    }
    hosts.add(host);
    return host;
  }

  PoolSimulation loss(int percent) {
    lossPercent = percent;
    return this;
  }

  PoolSimulation damage(int percent) {
    damagePercent = percent;
    return this;
  }

  void cutOff(Host... some) {
    for (Host host : some) {
      cutOff.add(host.name);
    }
  }

  void heal() {
    cutOff.clear();
  }

  void run(Duration time) {
    long until = nowNanos + time.toNanos();
    while (agenda.nextNanos() <= until) {
      nowNanos = agenda.nextNanos();
      agenda.runDue(nowNanos);
    }
    nowNanos = until;
  }

  void runUntil(BooleanSupplier condition, Duration limit) {
    long start = nowNanos;
    while (!condition.getAsBoolean()) {
      assertThat(Duration.ofNanos(nowNanos - start)).isLessThanOrEqualTo(limit);
      run(Duration.ofMillis(100));
    }
  }

  boolean allSee(Host host, MemberStatus status) {
    return hosts.stream()
        .filter(other -> other != host && other.running)
        .allMatch(other -> other.sees(host) == status);
  }

  boolean allSeeAllAlive() {
    return hosts.stream().filter(h -> h.running).allMatch(h -> allSee(h, MemberStatus.ALIVE));
  }

  private void act(Host from, SerfEffect effect) {
    switch (effect) {
      case SerfEffect.SendPacket(var to, var checksum, var messages) -> {
        Bytes packet = Frames.encode(messages, checksum, true);
        hosts.stream()
            .filter(host -> host.address.equals(to) && connected(from, host))
            .filter(_ -> chance.below(100) >= lossPercent)
            .forEach(host -> later(() -> receive(host, from.address, packet)));
      }
      case SerfEffect.Exchange(var with) ->
          hosts.stream()
              .filter(host -> host.address.equals(with) && connected(from, host))
              .forEach(host -> exchange(from, host));
      case SerfEffect.Happened(var event) -> from.events.add(event);
      case SerfEffect.Acked(_, var who) -> from.answers.add(who);
      case SerfEffect.Answered(_, var who, var payload) ->
          from.answers.add(who + "=" + payload.toUtf8());
      case SerfEffect.AskingEnded _ -> from.answers.add("end");
      case SerfEffect.LeftPool _ -> from.left = true;
      default -> {}
    }
  }

  private void receive(Host host, Address from, Bytes packet) {
    Bytes arrived = chance.below(100) < damagePercent ? damaged(packet) : packet;
    List<SwimMessage> messages;
    try {
      messages = Frames.decode(arrived);
    } catch (MalformedException _) {
      return;
    }
    host.step(new SerfInput.Received(from, messages));
  }

  private Bytes damaged(Bytes packet) {
    byte[] bytes = packet.toArray();
    bytes[(int) chance.below(bytes.length)] ^= (byte) (1 + chance.below(255));
    return Bytes.owning(bytes);
  }

  private void exchange(Host a, Host b) {
    later(() -> {
      if (a.running && b.running && connected(a, b)) {
        var ofA = new SerfInput.StateReceived(a.serf.state(), a.serf.stateAbove(), false);
        var ofB = new SerfInput.StateReceived(b.serf.state(), b.serf.stateAbove(), false);
        a.step(ofB);
        b.step(ofA);
      }
    });
  }

  private boolean connected(Host a, Host b) {
    return b.running && cutOff.contains(a.name) == cutOff.contains(b.name);
  }

  private void later(Runnable action) {
    agenda.at(nowNanos + 200_000 + chance.below(2_000_000), action);
  }

  static SerfConfig shortened(UnaryOperator<Duration> change) {
    SerfConfig lan = SerfConfig.LAN;
    return config(
        change.apply(lan.reconnectTimeout()),
        lan.ownReconnectTimeout(),
        change.apply(lan.tombstoneTimeout()));
  }

  /// Members that say themselves how long to wait for them.
  static SerfConfig waitingFor(Function<Member, Optional<Duration>> own) {
    SerfConfig lan = SerfConfig.LAN;
    return config(lan.reconnectTimeout(), own, lan.tombstoneTimeout());
  }

  private static SerfConfig config(
      Duration reconnect, Function<Member, Optional<Duration>> own, Duration tombstone) {
    SerfConfig lan = SerfConfig.LAN;
    return new SerfConfig(
        lan.swim(),
        lan.reapInterval(),
        lan.reconnectInterval(),
        reconnect,
        own,
        tombstone,
        lan.intentTimeout(),
        lan.broadcastTimeout(),
        lan.leavePropagateDelay(),
        lan.buffer(),
        lan.eventLimitBytes(),
        lan.queryLimitBytes(),
        lan.responseLimitBytes(),
        lan.queryTimeoutMult());
  }
}
