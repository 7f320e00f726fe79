package org.consulkv.consensus;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.consulkv.runtime.LogException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Starts Ratis servers on the files of a log, one after the other, and ends them.
///
/// Threading: immutable; whoever calls sees to it that there is only one server at a time.
final class NodeLaunch<R> {
  private static final Logger LOG = LoggerFactory.getLogger(NodeSupervisor.class);

  /// How long to wait for a lone server to elect itself before going on without.
  private static final long READY_SECONDS = 10;

  private final RatisLogConfig config;
  private final Replica<R> replica;
  private final DiskSpace disk;
  private final LogDirectory directory;
  private final RaftCalls calls;

  NodeLaunch(
      RatisLogConfig config,
      Replica<R> replica,
      DiskSpace disk,
      LogDirectory directory,
      RaftCalls calls) {
    this.config = config;
    this.replica = replica;
    this.disk = disk;
    this.directory = directory;
    this.calls = calls;
  }

  /// Checks what is on the disk.
  LogFiles.Range check() throws IOException {
    try {
      disk.require(0); // it cannot even vote for itself on a full disk
    } catch (LogException full) {
      throw new IOException(full.getMessage(), full);
    }
    return directory.check();
  }

  /// Starts a server; one that is alone leads when this returns.
  ///
  /// @param ready completed by the events when it leads, or cannot
  RatisNode<R> start(RatisStateMachine.Events events, CompletableFuture<Boolean> ready)
      throws IOException {
    Files.createDirectories(config.directory());
    boolean alone = directory.votesAlone();
    RatisNode<R> started =
        RatisNode.start(
            config, alone, new RatisStateMachine<>(replica, directory.snapshots(), events), calls);
    if (alone) {
      try {
        ready.completeOnTimeout(false, READY_SECONDS, TimeUnit.SECONDS).join();
      } catch (CompletionException failed) {
        close(started);
        throw new IOException(
            String.format(Locale.ROOT, "the log in %s cannot be written", config.directory()),
            failed.getCause());
      }
    }
    return started;
  }

  /// The same, on what is left of the log after its entries behind `keep` are cut off.
  ///
  /// @throws LogException if the disk is full
  RatisNode<R> startAgain(
      long keep, RatisStateMachine.Events events, CompletableFuture<Boolean> ready)
      throws IOException {
    disk.require(0);
    directory.segments().cutAfter(keep);
    return start(events, ready);
  }

  /// Ends a server; never fails.
  void close(RatisNode<R> last) {
    try {
      last.close();
    } catch (IOException | RuntimeException e) {
      LOG.warn("the log in {} did not close cleanly", config.directory(), e);
    }
  }
}
