package org.consulkv.consensus;

import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.consulkv.runtime.LogException;
import org.consulkv.runtime.LogException.Reason;
import org.consulkv.runtime.LogStatus;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps a Ratis server running. Ratis gives a log up at the first write that fails; this closes
/// the server then, cuts what nobody was told of, and starts the next one in its place as soon as
/// the disk can be written again. The state stays in memory all the while, so reads go on.
///
/// Threading: thread-safe; `lock` guards changes of the fields, `thread` restarts.
final class NodeSupervisor<R> {
  private static final Logger LOG = LoggerFactory.getLogger(NodeSupervisor.class);
  private static final long RETRY_SECONDS = 1;

  private final RatisLogConfig config;
  private final Replica<R> replica;
  private final LeadershipFeed leadership;
  private final NodeLaunch<R> launch;
  private final SnapshotKeeper<R> snapshots;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("raft-supervisor").factory());
  private final ReentrantLock lock = new ReentrantLock();

  /// The server in use; null while none can write.
  private volatile @Nullable RatisNode<R> node;

  /// The state of affairs when the log last failed, or was closed; holds while there is no server.
  private volatile @Nullable Outage outage;

  private final LastContact contact;

  /// A server that ended and is still to be closed.
  private volatile @Nullable RatisNode<R> retired;

  private volatile boolean closed;

  /// Applying failed: nothing may be started again.
  private volatile boolean abandoned;

  /// @param alone nobody else has a vote, so this server's state is still the latest
  /// @param refusal why nothing can be written
  private record Outage(LogStatus lastStatus, boolean alone, LogException refusal) {}

  NodeSupervisor(
      RatisLogConfig config,
      Replica<R> replica,
      DiskSpace disk,
      LeadershipFeed leadership,
      RaftCalls calls) {
    this.config = config;
    this.replica = replica;
    this.leadership = leadership;
    this.contact = calls.contact();
    LogDirectory directory = new LogDirectory(config);
    launch = new NodeLaunch<>(config, replica, disk, directory, calls);
    snapshots =
        new SnapshotKeeper<>(replica, directory.snapshots(), disk, config.snapshots(), this::purge);
  }

  /// Checks what is on the disk, restores the newest snapshot and starts to take part.
  void start() throws IOException {
    LogFiles.Range log = launch.check();
    snapshots.restore(log.first());
    var watch = new Watch();
    node = launch.start(watch, watch.ready);
    watch.published(node);
    snapshots.takeWhenDue(thread);
  }

  void submit(Batch<R> batch) {
    RatisNode<R> current = node;
    Outage now = outage;
    if (current != null) {
      current.submit(batch);
    } else {
      batch.fail(now == null ? notStarted() : now.refusal());
    }
  }

  /// Whether the state here has everything that was acknowledged to anyone, without asking.
  boolean alone() {
    RatisNode<R> current = node;
    if (current != null) {
      return current.solelyVotes() && current.leads();
    }
    Outage now = outage;
    return !closed && now != null && now.alone();
  }

  /// The server in use; null while there is none.
  @Nullable RatisNode<R> node() {
    return node;
  }

  boolean leads() {
    RatisNode<R> current = node;
    return current != null && current.leads();
  }

  LogStatus status() {
    RatisNode<R> current = node;
    Outage now = outage;
    if (current != null) {
      return current.status(snapshots.newest().getTerm(), snapshots.newest().getIndex());
    }
    if (now != null) {
      return now.lastStatus();
    }
    throw notStarted();
  }

  CompletableFuture<Void> compact() {
    return snapshots.take();
  }

  /// Lets go of a state machine that is broken; never blocks. [#close] is still to come.
  void abandon() {
    abandoned = true;
  }

  void close() {
    RatisNode<R> last;
    lock.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      last = node;
      var refusal = new LogException(Reason.NO_LEADER, "the log is closed");
      outage = last == null ? outage : outage(last, refusal);
      node = null;
    } finally {
      lock.unlock();
    }
    thread.shutdownNow();
    snapshots.close();
    if (last != null) {
      launch.close(last);
    }
    RatisNode<R> unfinished = retired;
    if (unfinished != null) {
      launch.close(unfinished);
    }
    leadership.leads(false);
  }

  private static LogException notStarted() {
    return new LogException(Reason.NO_LEADER, "the log is not started");
  }

  private CompletableFuture<Long> purge(long index) {
    RatisNode<R> current = node;
    return current == null
        ? CompletableFuture.completedFuture(-1L)
        : current.purge(index, config.snapshots().get().trailingLogs());
  }

  private Outage outage(RatisNode<R> failed, LogException refusal) {
    LogStatus last = failed.status(snapshots.newest().getTerm(), snapshots.newest().getIndex());
    return new Outage(last, failed.solelyVotes(), refusal);
  }

  private void logFailed(RatisNode<R> failed, Throwable cause) {
    String refusal =
        String.format(
            Locale.ROOT,
            "the log in %s cannot be written; nothing was written",
            config.directory());
    if (retire(failed, new LogException(Reason.STORAGE, refusal), 0)) {
      LOG.error(
          "the log in {} cannot be written; writes are refused until it can be, reads go on",
          config.directory(),
          cause);
    }
  }

  /// Ratis ended the server by itself, and is about to let go of its files.
  private void ended(RatisNode<R> last) {
    var refusal = new LogException(Reason.NO_LEADER, last.id() + " takes no part in the log now");
    if (retire(last, refusal, RETRY_SECONDS)) {
      LOG.info(
          "Raft has ended here, as it does on a server that is taken out of the log; it starts"
              + " again");
    }
  }

  private boolean retire(RatisNode<R> last, LogException refusal, long seconds) {
    lock.lock();
    try {
      if (closed || abandoned || node != last) {
        return false;
      }
      last.logFailed();
      outage = outage(last, refusal);
      node = null;
      retired = last;
      var _ = thread.schedule(() -> replace(last), seconds, TimeUnit.SECONDS);
      return true;
    } catch (RejectedExecutionException closing) {
      return false;
    } finally {
      lock.unlock();
    }
  }

  /// Ends a server whose log failed, and starts another.
  private void replace(RatisNode<R> failed) {
    boolean alone = outage != null && outage.alone();
    long flushed = failed.flushIndex();
    launch.close(failed);
    if (!failed.hasEnded()) { // Ratis closes it by itself, and is not done
      var _ = thread.schedule(() -> replace(failed), RETRY_SECONDS, TimeUnit.SECONDS);
      return;
    }
    retired = null;
    // No outcome was told of what is not applied here, and no other voter counted what is not
    // flushed here.
    long keep = alone ? replica.applied().getIndex() : flushed;
    failed.decideFate(
        alone
            ? new LogException(Reason.STORAGE, "the disk refused the write; it was undone")
            : new LogException(
                Reason.UNKNOWN, "writing has ended here; the command may be applied"));
    if (!alone) {
      leadership.leads(false);
    }
    restart(keep);
  }

  private void restart(long keep) {
    if (closed) {
      return;
    }
    try {
      var watch = new Watch();
      RatisNode<R> next = launch.startAgain(keep, watch, watch.ready);
      lock.lock();
      try {
        if (!closed) {
          node = next;
          watch.published(next);
          LOG.info("the log in {} is open again", config.directory());
          return;
        }
      } finally {
        lock.unlock();
      }
      launch.close(next);
    } catch (IOException | RuntimeException notYet) {
      LOG.debug("the log in {} cannot be written yet", config.directory(), notYet);
      var _ = thread.schedule(() -> restart(keep), RETRY_SECONDS, TimeUnit.SECONDS);
    }
  }

  /// Watches one server.
  private final class Watch implements RatisStateMachine.Events {
    /// Completed once the server is the one in use: listeners may propose at once.
    private final CompletableFuture<RatisNode<R>> of = new CompletableFuture<>();

    private final CompletableFuture<Boolean> ready = new CompletableFuture<>();

    /// Guarded by this.
    private boolean leader;

    void published(RatisNode<R> server) {
      of.complete(server);
    }

    @Override
    public void leaderReady() {
      ready.complete(true);
      synchronized (this) {
        leader = true;
      }
      var _ = of.thenRun(this::tell);
    }

    /// Leadership may have gone again before the server was in use, or before Ratis told of it: it
    /// tells of the beginning and of the end on two threads.
    private synchronized void tell() {
      RatisNode<R> server = of.getNow(null);
      if (leader && server != null && server.leads()) {
        leadership.leads(true);
      }
    }

    @Override
    public synchronized void notLeader() {
      leader = false;
      contact.now(); // what this server has is as new as that
      RatisNode<R> current = node;
      if (current != null && of.getNow(null) == current) {
        leadership.leads(false); // otherwise it is being replaced, and still leads if it is alone
      }
    }

    @Override
    public void logFailed(Throwable cause) {
      ready.completeExceptionally(cause);
      var _ = of.thenAccept(failed -> NodeSupervisor.this.logFailed(failed, cause));
    }

    @Override
    public void closed() {
      ready.completeExceptionally(new IOException("Ratis closed the log"));
      var _ = of.thenAccept(NodeSupervisor.this::ended);
    }
  }
}
