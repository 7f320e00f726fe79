package org.consulkv.gossip.swim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.consulkv.gossip.swim.SwimEffect.Exchange;
import org.consulkv.gossip.swim.SwimEffect.Gone;
import org.consulkv.gossip.swim.SwimEffect.SendPacket;
import org.consulkv.gossip.swim.SwimEffect.StreamPing;
import org.consulkv.gossip.wire.SwimCodec;
import org.consulkv.runtime.Bytes;
import org.consulkv.runtime.Chance;
import org.consulkv.testkit.seed.Gen;
import org.consulkv.testkit.time.SeededChance;

/// A pool of many members, one thread, one seed, virtual time. The network delays, loses and
/// splits.
final class Simulation {
  final List<Host> hosts = new ArrayList<>();

  /// Who was declared dead, once for each member that did.
  final List<String> deaths = new ArrayList<>();

  private final Agenda agenda = new Agenda();
  private final Chance chance;
  private final SwimConfig config;
  private long nowNanos;
  private int lossPercent;
  private final Set<String> cutOff = new HashSet<>();

  Simulation(Gen gen, SwimConfig config) {
    chance = new SeededChance(gen.number());
    this.config = config;
  }

  final class Host {
    final String name;
    final Address address;
    final Swim swim;
    boolean running = true;
    long pausedUntil;
    private long wakeAt = Long.MAX_VALUE;

    Host(int number) {
      name = "n" + number;
      byte[] ip = {10, (byte) (number >> 16), (byte) (number >> 8), (byte) number};
      address = new Address(Bytes.owning(ip), 8301);
      swim =
          new Swim(
              config,
              new Node(name, address, Bytes.EMPTY, Versions.OURS),
              new Upper.Surroundings(Upper.NONE, SwimCodec::size, _ -> true, Measures.NONE),
              chance);
    }

    void step(SwimInput input) {
      if (!running) {
        return;
      }
      if (pausedUntil > nowNanos) {
        agenda.at(pausedUntil, () -> step(input));
        return;
      }
      swim.on(input, nowNanos).forEach(effect -> act(this, effect));
      long next = swim.wakeAtNanos();
      if (next < wakeAt) {
        wakeAt = next;
        agenda.at(next, () -> wake(next));
      }
    }

    private void wake(long planned) {
      if (planned == wakeAt) {
        wakeAt = Long.MAX_VALUE;
        step(new SwimInput.TimePassed());
      }
    }

    boolean sees(Host other, NodeState state) {
      return swim.find(other.name).map(NodeRecord::state).filter(s -> s == state).isPresent();
    }
  }

  Simulation members(int count) {
    for (int i = 0; i < count; i++) {
      start();
    }
    return this;
  }

  /// A new member that exchanges state with one of those that are there.
  Host start() {
    Host host = new Host(hosts.size() + 1);
    host.step(new SwimInput.Started());
    if (!hosts.isEmpty()) {
      exchange(host, hosts.get((int) chance.below(hosts.size())));
    }
    hosts.add(host);
    return host;
  }

  Simulation loss(int percent) {
    lossPercent = percent;
    return this;
  }

  void cutOff(Host host) {
    cutOff.add(host.name);
  }

  void heal() {
    cutOff.clear();
  }

  long nowNanos() {
    return nowNanos;
  }

  void run(Duration time) {
    long until = nowNanos + time.toNanos();
    while (agenda.nextNanos() <= until) {
      nowNanos = agenda.nextNanos();
      agenda.runDue(nowNanos);
    }
    nowNanos = until;
  }

  /// Goes on until the condition holds, and says how long it took.
  Duration runUntil(BooleanSupplier condition, Duration limit) {
    long start = nowNanos;
    while (!condition.getAsBoolean()) {
      assertThat(Duration.ofNanos(nowNanos - start)).isLessThanOrEqualTo(limit);
      run(hosts.size() < 100 ? Duration.ofMillis(100) : Duration.ofSeconds(1));
    }
    return Duration.ofNanos(nowNanos - start);
  }

  boolean allOthersSee(Host host, NodeState state) {
    return hosts.stream()
        .filter(other -> other != host && other.running)
        .allMatch(other -> other.sees(host, state));
  }

  boolean allSeeAllAlive() {
    return hosts.stream()
        .filter(host -> host.running)
        .allMatch(h -> allOthersSee(h, NodeState.ALIVE));
  }

  private void act(Host from, SwimEffect effect) {
    switch (effect) {
      case SendPacket(var to, _, var messages) -> {
        Host target = hostAt(to);
        if (target != null && connected(from, target) && chance.below(100) >= lossPercent) {
          later(() -> target.step(new SwimInput.Received(from.address, messages)));
        }
      }
      case StreamPing(var to, var ping, var limit) -> streamPing(from, hostAt(to), ping, limit);
      case Exchange(var with) -> {
        Host target = hostAt(with.address());
        if (target != null && connected(from, target)) {
          exchange(from, target);
        }
      }
      case Gone(var node, var left) -> {
        if (!left) {
          deaths.add(node.name());
        }
      }
      default -> {}
    }
  }

  /// A stream gets through if the packets that open it do; later ones are sent again after 200 ms.
  private void streamPing(Host from, Host to, SwimMessage.Ping ping, Duration limit) {
    if (to == null || !connected(from, to) || to.pausedUntil > nowNanos || lost() || lost()) {
      return;
    }
    long delay = delayNanos();
    for (int i = 0; i < 2; i++) {
      delay += lost() ? 200_000_000 : delayNanos();
    }
    if (delay < limit.toNanos()) {
      agenda.at(nowNanos + delay, () -> from.step(new SwimInput.StreamAcked(ping.sequence())));
    }
  }

  private void exchange(Host a, Host b) {
    later(() -> {
      if (a.running && b.running) {
        List<NodeRecord> ofA = a.swim.state();
        List<NodeRecord> ofB = b.swim.state();
        a.step(new SwimInput.StateReceived(ofB));
        b.step(new SwimInput.StateReceived(ofA));
      }
    });
  }

  private boolean lost() {
    return chance.below(100) < lossPercent;
  }

  private boolean connected(Host a, Host b) {
    return b.running && !cutOff.contains(a.name) && !cutOff.contains(b.name);
  }

  private void later(Runnable action) {
    agenda.at(nowNanos + delayNanos(), action);
  }

  private long delayNanos() {
    return 200_000 + chance.below(2_000_000);
  }

  private Host hostAt(Address address) {
    Bytes ip = address.ip();
    return hosts.get((ip.at(1) << 16 | ip.at(2) << 8 | ip.at(3)) - 1);
  }
}
