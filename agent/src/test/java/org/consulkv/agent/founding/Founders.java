package org.consulkv.agent.founding;

import static java.util.Objects.requireNonNull;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.consulkv.agent.cluster.KnownServer;
import org.consulkv.runtime.LogStatus.Peer;
import org.consulkv.server.autopilot.ServerReport;
import org.consulkv.testkit.time.SeededChance;
import org.consulkv.testkit.time.VirtualTime;

/// Servers without a log, in virtual time, and a network that can be cut.
final class Founders {
  private static final Duration DELAY = Duration.ofMillis(5);

  final VirtualTime time = new VirtualTime();
  final Map<String, One> all = new LinkedHashMap<>();

  /// Pairs that do not hear each other, as `a|b`.
  final TreeSet<String> cut = new TreeSet<>();

  /// Calls that take longer than others, as `from>to`.
  final TreeSet<String> slow = new TreeSet<>();

  private final SeededChance chance;

  Founders(long seed) {
    chance = new SeededChance(seed);
  }

  One start(String id, int expect) {
    One one = new One(id, expect, all.size() + 1);
    all.put(id, one);
    one.begin();
    return one;
  }

  boolean hears(String a, String b) {
    return a.equals(b) || !cut.contains(a.compareTo(b) < 0 ? a + "|" + b : b + "|" + a);
  }

  void cut(String a, String b) {
    cut.add(a.compareTo(b) < 0 ? a + "|" + b : b + "|" + a);
  }

  /// The clusters that take commands, with those who have a vote.
  Map<String, List<String>> serving() {
    Map<String, List<String>> serving = new TreeMap<>();
    for (One one : all.values()) {
      if (one.serves) {
        serving.put(one.file, one.peers().stream().map(Peer::id).sorted().toList());
      }
    }
    return serving;
  }

  One one(String id) {
    return requireNonNull(all.get(id));
  }

  /// One server, with what its disk holds.
  final class One implements Standing, FoundingCalls {
    final String id;
    final int expect;
    boolean running = true;
    String file = "";
    boolean founding;
    boolean serves;
    private boolean deposed;
    private final List<Peer> log = new ArrayList<>();
    private final InetSocketAddress address;
    private Promise promise = new Promise(time);
    private Founding machine;

    One(String id, int expect, int number) {
      this.id = id;
      this.expect = expect;
      try {
        address =
            new InetSocketAddress(
                InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) number}), 8300);
      } catch (UnknownHostException e) {
        throw new IllegalStateException(e);
      }
      machine = machine();
    }

    private Founding machine() {
      return new Founding(id, expect, this::seen, this, promise, this, time, Runnable::run, chance);
    }

    void begin() {
      machine.look();
    }

    /// As when gossip tells of another server.
    void look() {
      machine.look();
    }

    void kill() {
      running = false;
      serves = false;
      machine.close();
    }

    void restart() {
      running = true;
      promise = new Promise(time);
      machine = machine();
      serves = !log.isEmpty() && !founding;
      begin();
    }

    private List<KnownServer> seen() {
      return all.values().stream()
          .map(other ->
              new KnownServer(
                  other.id,
                  other.id,
                  "dc1",
                  other.address,
                  other.running && hears(id, other.id),
                  true,
                  other.expect,
                  false,
                  "1",
                  new TreeMap<>()))
          .toList();
    }

    @Override
    public String cluster() {
      return file;
    }

    @Override
    public boolean isFounding() {
      return founding;
    }

    @Override
    public List<Peer> peers() {
      return log;
    }

    @Override
    public boolean leads() {
      return !log.isEmpty() && !deposed;
    }

    /// Another one leads its log, and takes a server in.
    void follows(String takenIn) {
      deposed = true;
      log.add(new Peer(takenIn, "", true));
    }

    @Override
    public void found(String cluster) {
      file = cluster;
      founding = true;
      log.add(new Peer(id, "", true));
    }

    @Override
    public CompletableFuture<Void> put(Peer peer) {
      return to(peer.id(), _ -> log.add(peer)).thenAccept(_ -> {});
    }

    @Override
    public void serve() {
      founding = false;
      serves = true;
    }

    @Override
    public CompletableFuture<ServerReport> report(InetSocketAddress server) {
      return to(
          name(server),
          other ->
              new ServerReport(
                  other.id, 0, other.log.size(), Duration.ZERO, "", other.file, "", other.expect));
    }

    @Override
    public CompletableFuture<Boolean> promise(InetSocketAddress server, String founder) {
      return to(name(server), other -> other.file.isEmpty() && other.promise.give(founder));
    }

    @Override
    public CompletableFuture<Void> release(InetSocketAddress server, String founder) {
      return to(
              name(server),
              other -> {
                other.promise.release(founder);
                return true;
              })
          .thenAccept(_ -> {});
    }

    @Override
    public CompletableFuture<Boolean> adopt(InetSocketAddress server, String cluster) {
      return to(
          name(server),
          other -> {
            if (other.file.isEmpty()) {
              other.file = cluster;
            }
            return other.file.equals(cluster);
          });
    }

    private String name(InetSocketAddress server) {
      return all.values().stream()
          .filter(one -> one.address.equals(server))
          .map(one -> one.id)
          .findFirst()
          .orElseThrow();
    }

    /// Asks, and has the answer a moment later, unless one of the two is gone by then.
    private <T> CompletableFuture<T> to(
        String target, java.util.function.Function<One, T> question) {
      CompletableFuture<T> answer = new CompletableFuture<>();
      time.after(
          slow.contains(id + ">" + target) ? DELAY.multipliedBy(2) : DELAY,
          () -> {
            One other = all.get(target);
            if (running && other != null && other.running && hears(id, target)) {
              answer.complete(question.apply(other));
            } else {
              time.after(
                  Duration.ofSeconds(2),
                  () -> answer.completeExceptionally(new IllegalStateException("no answer")));
            }
          });
      return answer;
    }
  }
}
