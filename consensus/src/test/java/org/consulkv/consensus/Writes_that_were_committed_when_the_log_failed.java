package org.consulkv.consensus;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.consulkv.runtime.Bytes;
import org.consulkv.runtime.LogException;
import org.consulkv.runtime.LogException.Reason;
import org.consulkv.runtime.rpc.RpcServices;
import org.consulkv.testkit.machine.Await;
import org.consulkv.testkit.machine.FreePort;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Writes_that_were_committed_when_the_log_failed {
  private static final Reason UNDONE = Reason.STORAGE;

  @TempDir Path directory;

  private final Journal journal = new Journal();
  private final Leader leader = new Leader();

  /// Ratis tells them that it no longer leads, and applies them all the same.
  @Test
  void are_acknowledged_although_they_are_applied_later() throws Exception {
    Path files = directory.resolve("raft");
    RatisLogConfig config = OnDisk.alone("n0", FreePort.next(), files);
    Files.createDirectories(files);
    try (RaftCalls calls = RaftCalls.open(config, _ -> Optional.empty(), new RpcServices())) {
      var snapshots =
          new SnapshotFiles(RatisStateMachine.directory(RatisNode.groupDirectory(files)));
      var replica =
          new Replica<>(
              journal,
              failure -> {
                throw new AssertionError(failure);
              });
      RatisNode<Long> node =
          RatisNode.start(config, true, new RatisStateMachine<>(replica, snapshots, leader), calls);
      try {
        leader.ready.orTimeout(20, SECONDS).join();
        journal.beforeApply(leader::awaitEnd);
        var batcher = new Batcher<Long>(LogLimits.DEFAULT, node::submit);
        long before = node.commitIndex();
        CompletableFuture<Long> first = batcher.propose(Bytes.utf8("a"));
        CompletableFuture<Long> second = batcher.propose(Bytes.utf8("b"));
        Await.until(() -> node.commitIndex() == before + 2);

        node.logFailed();
        node.close();
        assertThat(node.hasEnded()).isTrue();
        node.decideFate(new LogException(UNDONE, "undone"));

        assertThat(journal.commands()).containsExactly("a", "b");
        assertThat(first.orTimeout(20, SECONDS).join()).isEqualTo(1);
        assertThat(second.orTimeout(20, SECONDS).join()).isEqualTo(2);
      } finally {
        node.close();
      }
    }
  }

  private static final class Leader implements RatisStateMachine.Events {
    private final CompletableFuture<Boolean> ready = new CompletableFuture<>();
    private final CountDownLatch ended = new CountDownLatch(1);

    void awaitEnd() {
      try {
        assertThat(ended.await(20, SECONDS)).isTrue();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public void leaderReady() {
      ready.complete(true);
    }

    @Override
    public void notLeader() {
      ended.countDown();
    }

    @Override
    public void logFailed(Throwable cause) {}

    @Override
    public void closed() {}
  }
}
