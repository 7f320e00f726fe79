package org.consulkv.server.operator;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.consulkv.runtime.Bytes;
import org.consulkv.runtime.Chance;
import org.consulkv.runtime.Clock;
import org.consulkv.runtime.LogStatus;
import org.consulkv.runtime.ReplicatedLog;
import org.consulkv.server.ApiException;
import org.consulkv.server.ErrorKind;
import org.consulkv.server.Writes;
import org.consulkv.state.Command;
import org.consulkv.state.Outcome;
import org.consulkv.state.Store;
import org.consulkv.state.restore.RestoreCommand;

/// Saves the whole state to an archive, and replaces it by one.
///
/// Threading: thread-safe; both block for as long as it takes, so call them on a thread that may.
public final class Snapshots {
  private static final int IN_FLIGHT = 4;

  private final ReplicatedLog<Outcome> log;
  private final Store store;
  private final Writes writes;
  private final Clock clock;
  private final Chance chance;
  private final AtomicBoolean restoring = new AtomicBoolean();

  public Snapshots(
      ReplicatedLog<Outcome> log, Store store, Writes writes, Clock clock, Chance chance) {
    this.log = log;
    this.store = store;
    this.writes = writes;
    this.clock = clock;
    this.chance = chance;
  }

  /// The present state as an archive that can be written out at leisure. Call it behind a read
  /// barrier, unless a stale one will do.
  public SnapshotArchive save() {
    LogStatus status = log.status();
    long index = store.snapshot().index();
    try {
      return SnapshotArchive.of(store.capture(), index, status.term(), status.peers(), clock.now());
    } catch (IOException e) {
      throw new ApiException(ErrorKind.INTERNAL, "failed to take the snapshot: " + e, e);
    }
  }

  /// Replaces the state by the archive's, through the log. Nothing changes before the archive was
  /// received whole and its checksums are right; then everything changes at once.
  ///
  /// @param spool a folder for temporary files
  /// @throws ApiException if the archive is not one, another restore is going on, or the log
  ///   refuses
  public void restore(InputStream archive, Path spool) {
    if (!restoring.compareAndSet(false, true)) {
      throw new ApiException(
          ErrorKind.TOO_MANY_REQUESTS, "another snapshot is being restored; try again later");
    }
    try (ReceivedSnapshot received = ReceivedSnapshot.receive(archive, spool)) {
      upload(received);
    } finally {
      restoring.set(false);
    }
  }

  private void upload(ReceivedSnapshot received) {
    long upload = chance.below(Long.MAX_VALUE);
    take(writes.propose(new RestoreCommand.Begin(upload)));
    Deque<CompletableFuture<Outcome>> sent = new ArrayDeque<>();
    long sequence = 0;
    try (InputStream state = received.open()) {
      for (Bytes part = next(state); !part.isEmpty(); part = next(state)) {
        if (sent.size() == IN_FLIGHT) {
          take(sent.remove());
        }
        sent.add(writes.propose((Command) new RestoreCommand.Chunk(upload, sequence, part)));
        sequence++;
      }
    } catch (IOException e) {
      throw new ApiException(ErrorKind.STORAGE, "failed to read the received snapshot: " + e, e);
    }
    sent.forEach(Snapshots::take);
    take(writes.propose(new RestoreCommand.Commit(upload, sequence)));
  }

  private static Bytes next(InputStream state) throws IOException {
    return Bytes.owning(state.readNBytes(RestoreCommand.CHUNK_BYTES));
  }

  private static void take(CompletableFuture<Outcome> proposed) {
    Outcome outcome;
    try {
      outcome = proposed.join();
    } catch (CompletionException failed) {
      throw failed.getCause() instanceof ApiException api ? api : failed;
    }
    if (outcome instanceof Outcome.Failed failed) {
      throw new ApiException(ErrorKind.REFUSED, "failed to restore snapshot: " + failed.message());
    }
  }
}
