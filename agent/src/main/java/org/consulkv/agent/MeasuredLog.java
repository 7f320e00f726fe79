package org.consulkv.agent;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.consulkv.agent.metrics.Counter;
import org.consulkv.agent.metrics.Metrics;
import org.consulkv.agent.metrics.Sample;
import org.consulkv.runtime.Bytes;
import org.consulkv.runtime.LogMembership;
import org.consulkv.runtime.LogStatus;
import org.consulkv.runtime.ReplicatedLog;
import org.consulkv.state.codec.CommandCodec;

/// A log that counts what is proposed and measures how long it takes to be applied.
///
/// Threading: as the log behind it.
final class MeasuredLog<R> implements ReplicatedLog<R> {
  private static final Sample NONE = nanos -> {};

  private final ReplicatedLog<R> log;
  private final Counter applied;
  private final Sample commitTime;
  private final Sample[] byKind = new Sample[Byte.MAX_VALUE + 1];

  MeasuredLog(ReplicatedLog<R> log, Metrics metrics) {
    this.log = log;
    this.applied = metrics.counter("raft.apply");
    this.commitTime = metrics.sample("raft.commitTime");
    for (int kind = 0; kind < byKind.length; kind++) {
      byKind[kind] = commandTime(metrics, kind);
    }
  }

  @Override
  public CompletableFuture<R> propose(Bytes command) {
    long start = System.nanoTime();
    applied.add(1);
    int kind = CommandCodec.kind(command);
    Sample its = kind < 0 ? NONE : byKind[kind];
    CompletableFuture<R> outcome = log.propose(command);
    var _ =
        outcome.thenRun(() -> {
          long nanos = System.nanoTime() - start;
          commitTime.record(nanos);
          its.record(nanos);
        });
    return outcome;
  }

  /// The names that Consul has for the times of writes.
  private static Sample commandTime(Metrics metrics, int kind) {
    return switch (kind) {
      case 1, 2, 3, 4, 5, 6, 7 -> metrics.sample("kvs.apply");
      case 20, 21 -> metrics.sample("session.apply");
      case 30 -> metrics.sample("catalog.register");
      case 31 -> metrics.sample("catalog.deregister");
      case 40 -> metrics.sample("txn.apply");
      case 70, 71 -> metrics.sample("prepared-query.apply");
      default -> NONE;
    };
  }

  @Override
  public CompletableFuture<Void> readBarrier() {
    return log.readBarrier();
  }

  @Override
  public boolean leads() {
    return log.leads();
  }

  @Override
  public LogStatus status() {
    return log.status();
  }

  @Override
  public void onLeadership(LeadershipListener listener) {
    log.onLeadership(listener);
  }

  @Override
  public Optional<String> leader() {
    return log.leader();
  }

  @Override
  public Duration lastContact() {
    return log.lastContact();
  }

  @Override
  public long appliedIndex() {
    return log.appliedIndex();
  }

  @Override
  public CompletableFuture<Void> reached(long index) {
    return log.reached(index);
  }

  @Override
  public LogMembership membership() {
    return log.membership();
  }

  @Override
  public CompletableFuture<Void> compact() {
    return log.compact();
  }

  @Override
  public void close() {
    log.close();
  }
}
