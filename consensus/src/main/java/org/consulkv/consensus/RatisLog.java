package org.consulkv.consensus;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.consulkv.runtime.AddressBook;
import org.consulkv.runtime.Bytes;
import org.consulkv.runtime.LogException;
import org.consulkv.runtime.LogException.Reason;
import org.consulkv.runtime.LogMembership;
import org.consulkv.runtime.LogStatus;
import org.consulkv.runtime.ReplicatedLog;
import org.consulkv.runtime.StateMachine;
import org.consulkv.runtime.rpc.RpcServices;

/// The replicated log on Apache Ratis: every acknowledged command is on the disks of a majority.
/// Group commit in front of it lets many commands share one entry and one flush.
///
/// Threading: thread-safe. Outcomes are completed on Ratis' apply thread.
public final class RatisLog<R> implements ReplicatedLog<R> {
  private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

  private final Batcher<R> batcher;
  private final DiskSpace disk;
  private final RaftCalls calls;
  private final Replica<R> replica;
  private final NodeSupervisor<R> supervisor;
  private final RatisMembership<R> membership;
  private final ReadIndex<R> reads;
  private final LeadershipFeed leadership;
  private final ExecutorService leadershipThread =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("raft-leadership").factory());

  private RatisLog(
      RatisLogConfig config,
      StateMachine<R> machine,
      Consumer<? super Throwable> fatal,
      RaftCalls calls,
      DiskSpace disk) {
    this.disk = disk;
    this.calls = calls;
    this.leadership = new LeadershipFeed(leadershipThread);
    this.batcher = new Batcher<>(config.limits(), this::append);
    this.replica =
        new Replica<>(
            machine,
            broken -> {
              stop("applying a command failed");
              abandon();
              fatal.accept(broken);
            });
    this.supervisor = new NodeSupervisor<>(config, replica, disk, leadership, calls);
    this.membership = new RatisMembership<>(supervisor::node);
    this.reads =
        new ReadIndex<>(
            calls,
            supervisor::node,
            replica,
            Duration.ofMillis(RatisSettings.electionMillis(config.raftMultiplier())));
    reads.serve(calls.services());
  }

  /// Checks and recovers what the directory holds, restores the machine from the newest snapshot,
  /// and starts to take part. A sole voter leads when this returns.
  ///
  /// @param fatal told what applying a command threw; the log has stopped and the node must too
  /// @param addresses where the other servers are
  /// @param services what else is answered on the server's port; the methods of this log, whose
  ///   names start with `raft.`, are added
  /// @throws DamagedLogException if acknowledged commands may be missing
  /// @throws IOException if the directory cannot be used or the port is taken
  public static <R> RatisLog<R> open(
      RatisLogConfig config,
      StateMachine<R> machine,
      Consumer<? super Throwable> fatal,
      AddressBook addresses,
      RpcServices services)
      throws IOException {
    Files.createDirectories(config.directory());
    RaftCalls calls = RaftCalls.open(config, addresses, services);
    return open(config, machine, fatal, calls, DiskSpace.of(config.directory()));
  }

  /// Likewise, for a server that only knows where others are from the configuration of its log.
  public static <R> RatisLog<R> open(
      RatisLogConfig config, StateMachine<R> machine, Consumer<? super Throwable> fatal)
      throws IOException {
    return open(config, machine, fatal, _ -> Optional.empty(), new RpcServices());
  }

  static <R> RatisLog<R> open(
      RatisLogConfig config,
      StateMachine<R> machine,
      Consumer<? super Throwable> fatal,
      RaftCalls calls,
      DiskSpace disk)
      throws IOException {
    var log = new RatisLog<>(config, machine, fatal, calls, disk);
    try {
      log.supervisor.start();
      return log;
    } catch (IOException | RuntimeException e) {
      log.close();
      throw e;
    }
  }

  @Override
  public CompletableFuture<R> propose(Bytes command) {
    return batcher.propose(command);
  }

  @Override
  public CompletableFuture<Void> readBarrier() {
    if (supervisor.alone()) {
      return DONE; // what anyone was told is applied here
    }
    return reads.barrier();
  }

  @Override
  public LogMembership membership() {
    return membership;
  }

  @Override
  public LogStatus status() {
    LogStatus status = supervisor.status();
    return status.withPeers(status.peers().stream().map(calls::located).toList(), lastContact());
  }

  @Override
  public boolean leads() {
    return supervisor.leads();
  }

  @Override
  public Optional<String> leader() {
    RatisNode<R> node = supervisor.node();
    return node == null ? status().leader() : node.leader();
  }

  @Override
  public Duration lastContact() {
    RatisNode<R> node = supervisor.node();
    if (node != null) {
      return node.lastContact();
    }
    return supervisor.alone() ? Duration.ZERO : calls.contact().elapsed();
  }

  @Override
  public long appliedIndex() {
    return replica.applied().getIndex();
  }

  @Override
  public CompletableFuture<Void> reached(long index) {
    return replica.reached(index);
  }

  @Override
  public void onLeadership(LeadershipListener listener) {
    leadership.add(listener);
  }

  @Override
  public CompletableFuture<Void> compact() {
    return supervisor.compact();
  }

  @Override
  public void close() {
    stop("the log is closed");
    supervisor.close();
    calls.close();
    leadershipThread.shutdown();
  }

  private void stop(String why) {
    batcher.close(new LogException(Reason.NO_LEADER, why));
  }

  private void abandon() {
    supervisor.abandon();
  }

  private void append(Batch<R> batch) {
    try {
      disk.require(batch.bytes());
    } catch (LogException full) {
      batch.fail(full);
      return;
    }
    supervisor.submit(batch);
  }
}
