package org.consulkv.agent.founding;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.consulkv.agent.cluster.KnownServer;
import org.consulkv.agent.cluster.ServerDirectory;
import org.consulkv.runtime.Chance;
import org.consulkv.runtime.LogStatus.Peer;
import org.consulkv.runtime.Timers;
import org.consulkv.runtime.Timers.Scheduled;
import org.consulkv.server.autopilot.ServerReport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Founds a cluster of `bootstrap_expect` servers, on each of them, until it is a member of one.
///
/// When as many servers are alive and none of them has a cluster, the one with the smallest id asks
/// the others for their promise, founds a cluster of its own, and takes them in one by one; each
/// writes down first which cluster it belongs to. Only when all are in are commands taken: a second
/// cluster would need as many servers that belong to none.
///
/// Threading: one round at a time; `busy`, `again` and `next` are guarded by the lock, `rests`
/// belongs to the round.
public final class Founding implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Founding.class);
  private static final Duration PERIOD = Duration.ofMillis(500);

  /// A founder that did not get all promises leaves the others fewer rounds than this for their
  /// attempt.
  private static final int MOST_RESTS = 4;

  private final String self;
  private final int expect;
  private final Supplier<List<KnownServer>> servers;
  private final FoundingCalls calls;
  private final Promise promise;
  private final Standing standing;
  private final Timers timers;
  private final Executor mayBlock;
  private final Chance chance;
  private String told = "";
  private boolean busy;
  private boolean again;
  private long rests;
  private boolean closed;
  private @Nullable Scheduled next;

  /// @param self this server's node id
  /// @param expect how many servers to wait for
  /// @param mayBlock runs what takes a while
  Founding(
      String self,
      int expect,
      Supplier<List<KnownServer>> servers,
      FoundingCalls calls,
      Promise promise,
      Standing standing,
      Timers timers,
      Executor mayBlock,
      Chance chance) {
    this.self = self;
    this.expect = expect;
    this.servers = servers;
    this.calls = calls;
    this.promise = promise;
    this.standing = standing;
    this.timers = timers;
    this.mayBlock = mayBlock;
    this.chance = chance;
  }

  /// Begins on this server.
  public static Founding start(
      String self,
      int expect,
      ServerDirectory servers,
      ClusterCalls calls,
      Promise promise,
      ServerStanding standing,
      Timers timers,
      Chance chance) {
    Founding founding =
        new Founding(
            self,
            expect,
            servers::servers,
            calls,
            promise,
            standing,
            timers,
            Thread::startVirtualThread,
            chance);
    servers.onChange(founding::look);
    founding.look();
    return founding;
  }

  /// Looks whether there is something to do: when a server came or changed, and now and again until
  /// there never will be.
  void look() {
    synchronized (this) {
      again = busy;
      if (closed || busy) {
        return;
      }
      busy = true;
      if (next != null) {
        next.cancel();
        next = null;
      }
    }
    mayBlock.execute(this::round);
  }

  private void round() {
    CompletableFuture<?> done;
    if (standing.isFounding()) {
      done = recruit(new HashSet<>());
    } else if (!standing.cluster().isEmpty() || !standing.peers().isEmpty() || expect < 2) {
      close(); // it has its place, or is given one by others
      return;
    } else {
      done = gather();
    }
    var _ =
        done.whenComplete((_, failure) -> {
          if (failure != null) {
            tell("founding the cluster: " + failure.getMessage());
          }
          later();
        });
  }

  private synchronized void later() {
    busy = false;
    if (!closed) {
      next = timers.after(again ? Duration.ZERO : PERIOD, this::look);
      again = false;
    }
  }

  /// Looks for enough servers without a cluster, and asks for their promises.
  private CompletableFuture<?> gather() {
    List<KnownServer> alive = alive();
    List<KnownServer> founders = alive.stream().filter(this::takesPart).toList();
    boolean heard = founders.stream().anyMatch(server -> server.id().equals(self));
    if (founders.size() < expect || !heard) {
      tell("waiting for " + expect + " servers, there are " + founders.size());
      return CompletableFuture.completedFuture(null);
    }
    List<CompletableFuture<ServerReport>> reports =
        alive.stream()
            .filter(server -> !server.id().equals(self))
            .map(server -> calls.report(server.address()))
            .toList();
    return all(reports)
        .thenCompose(_ -> {
          boolean exists = reports.stream().map(CompletableFuture::join).anyMatch(Founding::hasLog);
          if (exists) {
            tell("there is a cluster, waiting to be taken in");
            return CompletableFuture.completedFuture(null);
          }
          return ask(founders.subList(0, expect));
        });
  }

  private CompletableFuture<?> ask(List<KnownServer> founders) {
    if (!founders.getFirst().id().equals(self)) {
      tell("waiting for " + founders.getFirst().name() + " to found the cluster");
      return CompletableFuture.completedFuture(null);
    }
    if (rests > 0) {
      rests--;
      return CompletableFuture.completedFuture(null);
    }
    if (!promise.give(self)) {
      return CompletableFuture.completedFuture(null);
    }
    List<KnownServer> others = founders.subList(1, founders.size());
    List<CompletableFuture<Boolean>> promises =
        others.stream()
            .map(server -> calls.promise(server.address(), self).exceptionally(_ -> false))
            .toList();
    return all(promises)
        .thenComposeAsync(
            _ -> {
              boolean all = promises.stream().allMatch(CompletableFuture::join);
              return all ? found() : giveBack(others);
            },
            mayBlock);
  }

  private CompletableFuture<Void> found() {
    String cluster = chance.uuid().toString();
    tell("founding cluster " + cluster + " of " + expect + " servers");
    standing.found(cluster);
    return recruit(new HashSet<>());
  }

  /// Two founders that each have the promises of some must not wait for each other.
  private CompletableFuture<Void> giveBack(List<KnownServer> others) {
    tell("another server is about to found the cluster");
    rests = chance.below(MOST_RESTS);
    promise.release(self);
    return all(
        others.stream()
            .map(server -> calls.release(server.address(), self).exceptionally(_ -> null))
            .toList());
  }

  /// Takes servers in until there are enough.
  ///
  /// @param refused those that were not taken in this round
  private CompletableFuture<Void> recruit(Set<String> refused) {
    Set<String> in = new HashSet<>();
    standing.peers().stream().filter(Peer::voter).forEach(peer -> in.add(peer.id()));
    if (in.size() < expect && !standing.leads()) {
      return CompletableFuture.completedFuture(null); // one that was taken in leads, and goes on
    }
    if (in.size() >= expect) {
      standing.serve();
      LOG.info("the cluster is founded");
      return CompletableFuture.completedFuture(null);
    }
    for (KnownServer server : alive()) {
      if (takesPart(server) && !in.contains(server.id()) && !refused.contains(server.id())) {
        return recruit(server)
            .thenCompose(taken -> {
              if (!taken) {
                refused.add(server.id());
              }
              return recruit(refused);
            });
      }
    }
    tell("waiting for " + (expect - in.size()) + " more servers");
    return CompletableFuture.completedFuture(null);
  }

  private CompletableFuture<Boolean> recruit(KnownServer server) {
    InetSocketAddress address = server.address();
    return calls
        .adopt(address, standing.cluster())
        .thenCompose(adopted -> {
          if (!adopted) {
            tell(server.name() + " belongs to another cluster");
            return CompletableFuture.completedFuture(false);
          }
          String host = HostText.of(address);
          return standing.put(new Peer(server.id(), host, true)).thenApply(_ -> true);
        });
  }

  private List<KnownServer> alive() {
    List<KnownServer> alive = new ArrayList<>(servers.get());
    alive.removeIf(server -> !server.alive() || server.id().isEmpty());
    alive.sort(Comparator.comparing(KnownServer::id));
    return alive;
  }

  private boolean takesPart(KnownServer server) {
    return server.voter() && server.expect() == expect;
  }

  private static boolean hasLog(ServerReport report) {
    return !report.cluster().isEmpty() || report.lastIndex() > 0 || !report.leader().isEmpty();
  }

  private static <T> CompletableFuture<Void> all(List<CompletableFuture<T>> futures) {
    return CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new));
  }

  private void tell(String news) {
    synchronized (this) {
      if (news.equals(told)) {
        return;
      }
      told = news;
    }
    LOG.info("{}", news);
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (next != null) {
      next.cancel();
      next = null;
    }
  }
}
