package org.consulkv.consensus;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.consulkv.runtime.Bytes;
import org.consulkv.runtime.LogException;
import org.consulkv.runtime.LogException.Reason;
import org.consulkv.runtime.rpc.RpcException;
import org.consulkv.runtime.rpc.RpcServices;
import org.jspecify.annotations.Nullable;

/// Tells how far the state must have come before a read may look at it. The leader takes its commit
/// index and then makes sure that a majority knows of no later term: whoever leads in one was
/// elected after the read began. A follower asks the leader, and waits until it has come as far.
///
/// Threading: thread-safe.
final class ReadIndex<R> {
  private static final String TERM = "raft.term";
  private static final String READ = "raft.read";

  /// How long a follower may take to apply what is committed.
  private static final long APPLY_SECONDS = 10;

  private final RaftCalls calls;
  private final Supplier<@Nullable RatisNode<R>> node;
  private final Replica<R> replica;
  private final Duration timeout;
  private final Rounds<Long> confirmed = new Rounds<>(this::confirm);
  private final Rounds<Reached> reached = new Rounds<>(this::ask);

  /// The end of a round of a follower.
  ///
  /// @param applied complete once the state here is as new as the leader's was
  private record Reached(CompletableFuture<Void> applied) {}

  /// @param node gives the server in use, if there is one
  /// @param timeout for one answer
  ReadIndex(
      RaftCalls calls,
      Supplier<@Nullable RatisNode<R>> node,
      Replica<R> replica,
      Duration timeout) {
    this.calls = calls;
    this.node = node;
    this.replica = replica;
    this.timeout = timeout;
  }

  /// Starts to answer other servers.
  void serve(RpcServices services) {
    services.on(TERM, asked -> answer(() -> termOf(asked.toUtf8())));
    services.on(READ, _ -> answer(this::leadersIndex));
  }

  /// Completes once the state here holds everything that was acknowledged to anyone before the
  /// call.
  CompletableFuture<Void> barrier() {
    RatisNode<R> current = node.get();
    if (current != null && current.leads()) {
      return confirmed.join().thenCompose(replica::reached);
    }
    return reached.join().thenCompose(Reached::applied);
  }

  /// The leader counts answers by who gave them, so nobody may answer for another that had its
  /// address before.
  private CompletableFuture<Long> termOf(String asked) {
    RatisNode<R> current = running();
    if (!asked.equals(current.id())) {
      throw noLeader("another server has this address now");
    }
    return CompletableFuture.completedFuture(current.term());
  }

  /// On the leader: the index that a read must wait for.
  private CompletableFuture<Long> leadersIndex() {
    RatisNode<R> current = running();
    if (!current.leads()) {
      throw noLeader("this server does not lead");
    }
    return current.solelyVotes()
        ? CompletableFuture.completedFuture(current.commitIndex())
        : confirmed.join();
  }

  private CompletableFuture<Long> confirm() {
    RatisNode<R> leader = running();
    long term = leader.term();
    if (!leader.leads() || leader.term() != term) {
      throw noLeader("this server does not lead");
    }
    long index = leader.commitIndex();
    var round = new Confirmation(leader.voters(), leader.id(), term);
    return round.start().thenApply(_ -> index);
  }

  private CompletableFuture<Reached> ask() {
    String leader =
        running().leader().orElseThrow(() -> noLeader("this server knows of no leader"));
    return calls
        .call(leader, READ, Bytes.EMPTY, timeout.multipliedBy(2))
        .handle((answer, failure) -> {
          if (failure != null) {
            throw noLeader("the leader does not answer: " + cause(failure).getMessage());
          }
          return new Reached(
              replica
                  .reached(number(answer))
                  .copy()
                  .orTimeout(APPLY_SECONDS, TimeUnit.SECONDS)
                  .exceptionallyCompose(ReadIndex::behind));
        });
  }

  private static CompletableFuture<Void> behind(Throwable late) {
    return CompletableFuture.failedFuture(
        new LogException(
            Reason.NO_LEADER, "this server is behind, and cannot answer the read yet", late));
  }

  private RatisNode<R> running() {
    RatisNode<R> current = node.get();
    if (current == null) {
      throw noLeader("the log is not open");
    }
    return current;
  }

  private static CompletableFuture<Bytes> answer(Supplier<CompletableFuture<Long>> index) {
    CompletableFuture<Long> found;
    try {
      found = index.get();
    } catch (LogException e) {
      found = CompletableFuture.failedFuture(e);
    }
    return found.handle((value, failure) -> {
      if (failure != null) {
        throw new RpcException(
            RpcException.Reason.NO_LEADER, String.valueOf(cause(failure).getMessage()));
      }
      return Bytes.owning(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
    });
  }

  private static long number(Bytes bytes) {
    return ByteBuffer.wrap(bytes.shared()).getLong();
  }

  private static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  private static LogException noLeader(String why) {
    return new LogException(Reason.NO_LEADER, why);
  }

  /// One round of a leader: does a majority know of no later term?
  private final class Confirmation {
    private final List<Set<String>> groups;
    private final long term;
    private final Set<String> confirming = ConcurrentHashMap.newKeySet();
    private final CompletableFuture<Void> end = new CompletableFuture<>();

    /// @param groups a majority of each is needed: while the configuration changes, there are two
    Confirmation(List<Set<String>> groups, String self, long term) {
      this.groups = groups;
      this.term = term;
      confirming.add(self);
    }

    CompletableFuture<Void> start() {
      List<String> others =
          groups.stream()
              .flatMap(Set::stream)
              .distinct()
              .filter(id -> !confirming.contains(id))
              .toList();
      var open = new AtomicInteger(others.size());
      var asked = new ArrayList<CompletableFuture<Bytes>>();
      for (String other : others) {
        CompletableFuture<Bytes> answer = calls.call(other, TERM, Bytes.utf8(other), timeout);
        asked.add(answer);
        var _ =
            answer.whenComplete((term, failure) -> {
              count(other, term, failure);
              if (open.decrementAndGet() == 0) {
                end.completeExceptionally(noLeader("no majority confirms that this server leads"));
              }
            });
      }
      return end.whenComplete((_, _) -> asked.forEach(answer -> answer.cancel(false)));
    }

    private void count(String other, @Nullable Bytes answer, @Nullable Throwable failure) {
      if (answer == null || failure != null) {
        return;
      }
      if (number(answer) > term) {
        end.completeExceptionally(noLeader("another server leads"));
        return;
      }
      confirming.add(other);
      if (groups.stream().allMatch(this::confirmed)) {
        end.complete(null);
      }
    }

    private boolean confirmed(Set<String> group) {
      return 2 * group.stream().filter(confirming::contains).count() > group.size();
    }
  }
}
