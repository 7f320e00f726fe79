package org.consulkv.agent;

import java.util.concurrent.CompletableFuture;
import org.consulkv.agent.metrics.Counter;
import org.consulkv.agent.metrics.Metrics;
import org.consulkv.agent.metrics.Sample;
import org.consulkv.runtime.Bytes;
import org.consulkv.runtime.LogStatus;
import org.consulkv.runtime.ReplicatedLog;

/// A log that counts what is proposed and measures how long it takes to be applied.
///
/// Threading: as the log behind it.
final class MeasuredLog<R> implements ReplicatedLog<R> {
  private final ReplicatedLog<R> log;
  private final Counter applied;
  private final Sample commitTime;

  MeasuredLog(ReplicatedLog<R> log, Metrics metrics) {
    this.log = log;
    this.applied = metrics.counter("raft.apply");
    this.commitTime = metrics.sample("raft.commitTime");
  }

  @Override
  public CompletableFuture<R> propose(Bytes command) {
    long start = System.nanoTime();
    applied.add(1);
    CompletableFuture<R> outcome = log.propose(command);
    var _ = outcome.thenRun(() -> commitTime.record(System.nanoTime() - start));
    return outcome;
  }

  @Override
  public CompletableFuture<Void> readBarrier() {
    return log.readBarrier();
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
  public CompletableFuture<Void> compact() {
    return log.compact();
  }

  @Override
  public void close() {
    log.close();
  }
}
