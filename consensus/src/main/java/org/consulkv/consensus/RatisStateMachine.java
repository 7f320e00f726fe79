package org.consulkv.consensus;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftClientRequest;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.protocol.TermIndex;
import org.apache.ratis.server.raftlog.RaftLog;
import org.apache.ratis.server.storage.FileInfo;
import org.apache.ratis.server.storage.RaftStorage;
import org.apache.ratis.statemachine.SnapshotInfo;
import org.apache.ratis.statemachine.TransactionContext;
import org.apache.ratis.statemachine.impl.BaseStateMachine;
import org.apache.ratis.statemachine.impl.SingleFileSnapshotInfo;
import org.apache.ratis.util.LifeCycle;
import org.jspecify.annotations.Nullable;

/// What Ratis sees of the state machine, for the life of one Ratis server.
///
/// Threading: Ratis applies from one thread; the events come from any of its threads.
final class RatisStateMachine<R> extends BaseStateMachine {
  private static final CompletableFuture<Message> NO_REPLY =
      CompletableFuture.completedFuture(Message.EMPTY);

  private final Replica<R> replica;
  private final SnapshotFiles snapshots;
  private final Events events;
  private final InFlight<R> inFlight = new InFlight<>();
  private volatile boolean ended;

  /// What happens to a Ratis server.
  interface Events {
    /// This server leads, and has applied all entries of earlier terms.
    void leaderReady();

    void notLeader();

    /// An entry could not be written; Ratis will write no further one.
    void logFailed(Throwable cause);

    void closed();
  }

  RatisStateMachine(Replica<R> replica, SnapshotFiles snapshots, Events events) {
    this.replica = replica;
    this.snapshots = snapshots;
    this.events = events;
  }

  static Path directory(Path group) {
    return group.resolve("sm");
  }

  InFlight<R> inFlight() {
    return inFlight;
  }

  /// Nothing is applied any more: what was committed here is, or applying failed.
  boolean hasEnded() {
    return ended;
  }

  @Override
  public void initialize(RaftServer server, RaftGroupId group, RaftStorage storage)
      throws IOException {
    super.initialize(server, group, storage);
    getLifeCycle().startAndTransition(() -> {});
  }

  @Override
  public TransactionContext preAppendTransaction(TransactionContext transaction) {
    RaftClientRequest request = transaction.getClientRequest();
    Batch<R> batch = request == null ? null : inFlight.appendedBy(request.getCallId());
    if (batch != null) {
      batch.appended();
    }
    return transaction;
  }

  @Override
  public CompletableFuture<Message> applyTransaction(TransactionContext transaction) {
    LogEntryProto entry = transaction.getLogEntry();
    replica.apply(
        TermIndex.valueOf(entry),
        inFlight.in(entry.getStateMachineLogEntry()),
        () ->
            EntryCodec.decode(entry.getStateMachineLogEntry().getLogData().asReadOnlyByteBuffer()));
    return NO_REPLY;
  }

  @Override
  public void notifyTermIndexUpdated(long term, long index) {
    replica.pass(TermIndex.valueOf(term, index));
  }

  @Override
  public TermIndex getLastAppliedTermIndex() {
    return replica.applied();
  }

  @Override
  public @Nullable SnapshotInfo getLatestSnapshot() {
    try {
      Optional<SnapshotFiles.Snapshot> newest =
          getLifeCycleState() == LifeCycle.State.PAUSED // Ratis is putting a new one there
              ? snapshots.newestFirst().stream().findFirst()
              : snapshots.newest();
      return newest.map(RatisStateMachine::info).orElse(null);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("cannot list the snapshots", e);
    }
  }

  /// Ratis asks for none: [SnapshotKeeper] takes them.
  @Override
  public long takeSnapshot() {
    SnapshotInfo newest = getLatestSnapshot();
    return newest == null ? RaftLog.INVALID_LOG_INDEX : newest.getIndex();
  }

  @Override
  public void pause() {
    getLifeCycle().transition(LifeCycle.State.PAUSING);
    getLifeCycle().transition(LifeCycle.State.PAUSED);
  }

  /// A snapshot came from the leader: the state starts again from it.
  @Override
  public void reinitialize() throws IOException {
    replica.restore(snapshots.newestFirst().getFirst());
    getLifeCycle().startAndTransition(() -> {});
  }

  @Override
  public void notifyLeaderReady() {
    events.leaderReady();
  }

  @Override
  public void notifyNotLeader(Collection<TransactionContext> pending) {
    events.notLeader();
  }

  @Override
  public void notifyLogFailed(Throwable cause, @Nullable LogEntryProto entry) {
    events.logFailed(cause);
  }

  @Override
  public void close() {
    ended = true;
    events.closed();
  }

  private static SnapshotInfo info(SnapshotFiles.Snapshot snapshot) {
    return new SingleFileSnapshotInfo(new FileInfo(snapshot.file(), null), snapshot.at());
  }
}
