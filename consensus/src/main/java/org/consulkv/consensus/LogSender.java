package org.consulkv.consensus;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Comparator;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.apache.ratis.proto.RaftProtos.AppendEntriesReplyProto;
import org.apache.ratis.proto.RaftProtos.AppendEntriesReplyProto.AppendResult;
import org.apache.ratis.proto.RaftProtos.AppendEntriesRequestProto;
import org.apache.ratis.proto.RaftProtos.InstallSnapshotReplyProto;
import org.apache.ratis.proto.RaftProtos.RaftPeerRole;
import org.apache.ratis.rpc.CallId;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.leader.FollowerInfo;
import org.apache.ratis.server.leader.LeaderState;
import org.apache.ratis.server.leader.LogAppenderBase;
import org.apache.ratis.server.raftlog.RaftLog;
import org.apache.ratis.statemachine.SnapshotInfo;
import org.apache.ratis.util.Timestamp;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends the log to one follower: a few requests at a time, and as soon as something is committed
/// that the follower does not know of, a sign of life that tells it.
///
/// Threading: one thread of its own, which owns the fields without a note; answers come from the
/// network's.
final class LogSender extends LogAppenderBase {
  private static final Logger LOG = LoggerFactory.getLogger(LogSender.class);

  /// Requests with entries that may wait for their answers.
  private static final int WINDOW = 4;

  /// Signs of life that may wait for their answers.
  private static final int HEARTBEATS = 8;

  /// Pause after a request was lost.
  private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private static final long LONGEST_WAIT_MILLIS = 1000;

  private final RaftTransport transport;
  private final ConcurrentLinkedQueue<Sent> ended = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean signaled = new AtomicBoolean();
  private volatile @Nullable Thread thread;
  private int requests;
  private int heartbeats;

  /// Counts how often it started anew from an earlier entry: refusals of what was sent before do
  /// not matter then.
  private int generation;

  /// Whether the follower has taken something since the last start: what follows fits.
  private boolean inStep;

  /// The commit index that was told last.
  private long told = RaftLog.INVALID_LOG_INDEX;

  private long retryAtNanos = System.nanoTime();

  /// Whether the follower answered last time.
  private boolean answers;

  LogSender(RaftServer.Division division, LeaderState leader, FollowerInfo follower) {
    super(division, leader, follower);
    this.transport = (RaftTransport) getServerRpc();
  }

  @Override
  public long getCallId() {
    return CallId.get();
  }

  @Override
  public Comparator<Long> getCallIdComparator() {
    return CallId.getComparator();
  }

  @Override
  public boolean hasPendingDataRequests() {
    return requests > 0;
  }

  @Override
  public void notifyLogAppender() {
    signaled.set(true);
    LockSupport.unpark(thread);
  }

  @Override
  public void run() throws InterruptedException, IOException {
    thread = Thread.currentThread();
    if (isForNobody()) {
      getLeaderState().restart(this); // it is ended, and none is begun in its place
    }
    while (isRunning()) {
      takeEnded();
      if (System.nanoTime() - retryAtNanos >= 0) {
        SnapshotInfo snapshot = requests == 0 ? shouldInstallSnapshot() : null;
        if (snapshot == null) {
          sendWhatIsDue();
        } else if (answers) {
          install(snapshot);
        } else {
          sendSignOfLife();
        }
      }
      getLeaderState().checkHealth(getFollower());
      await();
    }
  }

  /// A leader that finds a change of the members half done in its log goes on with the new ones,
  /// but Ratis lets it send to the old ones too, and then the one taken out can never be taken in
  /// again.
  private boolean isForNobody() {
    return !getLeaderState().isFollowerBootstrapping(getFollower())
        && getServer()
                .getRaftConf()
                .getPeer(getFollowerId(), RaftPeerRole.FOLLOWER, RaftPeerRole.LISTENER)
            == null;
  }

  private void await() throws InterruptedException {
    if (!signaled.getAndSet(false)) {
      LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(waitMillis()));
      signaled.set(false);
    }
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  private long waitMillis() {
    long retry = TimeUnit.NANOSECONDS.toMillis(retryAtNanos - System.nanoTime());
    long wait = retry > 0 ? retry : Math.max(1, getHeartbeatWaitTimeMs());
    return Math.min(LONGEST_WAIT_MILLIS, wait);
  }

  private void sendSignOfLife() throws IOException {
    if (getHeartbeatWaitTimeMs() <= 0 && heartbeats < HEARTBEATS) {
      send(newAppendEntriesRequest(CallId.getAndIncrement(), true));
    }
  }

  private void sendWhatIsDue() throws IOException {
    sendSignOfLife();
    while (requests < (inStep ? WINDOW : 1) && hasAppendEntries()) {
      AppendEntriesRequestProto request = newAppendEntriesRequest(CallId.getAndIncrement(), false);
      if (request == null) {
        break;
      }
      send(request);
      if (request.getEntriesCount() == 0) {
        break;
      }
    }
    if (requests == 0 && heartbeats < HEARTBEATS && committedMore()) {
      send(newAppendEntriesRequest(CallId.getAndIncrement(), true));
    }
  }

  /// Whether the follower has entries of which it does not know that they are committed.
  private boolean committedMore() {
    long commit = getRaftLog().getLastCommittedIndex();
    return commit > told && commit > getFollower().getCommitIndex() && !hasAppendEntries();
  }

  private void send(AppendEntriesRequestProto request) {
    resetHeartbeatTrigger();
    int count = request.getEntriesCount();
    if (count > 0) {
      requests++;
      getFollower().increaseNextIndex(request.getEntries(count - 1).getIndex() + 1);
    } else {
      heartbeats++;
    }
    told = Math.max(told, request.getLeaderCommit());
    getFollower().updateLastRpcSendTime(count == 0);
    Timestamp sent = Timestamp.currentTime();
    int now = generation;
    var _ =
        transport
            .append(request)
            .whenComplete((reply, failure) -> {
              if (reply != null) {
                answered(reply, sent);
              }
              ended.add(new Sent(request, now, reply, failure));
              notifyLogAppender();
            });
  }

  /// What cannot wait for this sender's thread: entries may be committed now.
  private void answered(AppendEntriesReplyProto reply, Timestamp sent) {
    FollowerInfo follower = getFollower();
    follower.updateLastRpcResponseTime();
    follower.updateLastRespondedAppendEntriesSendTime(sent);
    if (reply.getResult() == AppendResult.SUCCESS) {
      getLeaderState().onFollowerCommitIndex(follower, reply.getFollowerCommit());
      if (follower.updateMatchIndex(reply.getMatchIndex())) {
        follower.updateNextIndex(reply.getMatchIndex() + 1);
        getLeaderState().onFollowerSuccessAppendEntries(follower);
      }
    }
    getLeaderState().onAppendEntriesReply(this, reply);
  }

  private void takeEnded() {
    for (Sent sent = ended.poll(); sent != null; sent = ended.poll()) {
      if (sent.heartbeat()) {
        heartbeats--;
      } else {
        requests--;
      }
      AppendEntriesReplyProto reply = sent.reply();
      answers = reply != null;
      if (reply == null) {
        lost(sent);
      } else {
        switch (reply.getResult()) {
          case SUCCESS -> inStep = true;
          case NOT_LEADER -> deposed(reply.getTerm());
          case INCONSISTENCY -> inconsistent(sent, reply.getNextIndex());
          case UNRECOGNIZED -> LOG.warn("{}: an answer of an unknown kind", this);
        }
      }
    }
  }

  private void lost(Sent sent) {
    LOG.debug("{}: lost a request", this, sent.failure());
    startAnew();
    retryAtNanos = System.nanoTime() + RETRY_NANOS;
    if (!sent.heartbeat()) {
      long from = Math.max(sent.first(), getFollower().getMatchIndex() + 1);
      getFollower().computeNextIndex(next -> Math.min(next, from));
    }
  }

  /// Tells Ratis that there is a newer term. That takes the server's lock; a leader that steps down
  /// holds it while it waits for this sender's thread to end, so the thread must not wait for it.
  private void deposed(long newerTerm) {
    var _ = Thread.ofVirtual().name("raft-deposed").start(() -> onFollowerTerm(newerTerm));
  }

  private void inconsistent(Sent sent, long followerNext) {
    if (sent.generation() == generation) {
      startAnew();
      getFollower().setNextIndex(getNextIndexForInconsistency(sent.first(), followerNext));
    }
  }

  private void startAnew() {
    generation++;
    inStep = false;
    told = RaftLog.INVALID_LOG_INDEX;
  }

  private void install(SnapshotInfo snapshot) throws InterruptedIOException {
    LOG.info("{}: sending the snapshot {}", this, snapshot.getTermIndex());
    @Nullable InstallSnapshotReplyProto reply;
    try {
      reply =
          SnapshotTransfer.send(
              newInstallSnapshotRequests(UUID.randomUUID().toString(), snapshot),
              transport,
              getFollower());
    } catch (InterruptedIOException stopped) {
      throw stopped;
    } catch (IOException | RuntimeException e) {
      LOG.warn("{}: the snapshot {} was not taken", this, snapshot.getTermIndex(), e);
      answers = false;
      retryAtNanos = System.nanoTime() + RETRY_NANOS;
      return;
    }
    if (reply != null) {
      installed(snapshot, reply);
    }
  }

  private void installed(SnapshotInfo snapshot, InstallSnapshotReplyProto reply) {
    startAnew();
    FollowerInfo follower = getFollower();
    switch (reply.getResult()) {
      case NOT_LEADER -> deposed(reply.getTerm());
      case SUCCESS, SNAPSHOT_INSTALLED, ALREADY_INSTALLED -> {
        follower.setSnapshotIndex(snapshot.getTermIndex().getIndex());
        follower.setAttemptedToInstallSnapshot();
      }
      case SNAPSHOT_UNAVAILABLE, SNAPSHOT_EXPIRED -> follower.setAttemptedToInstallSnapshot();
      default -> LOG.info("{}: the follower says {}", this, reply.getResult());
    }
  }
}
