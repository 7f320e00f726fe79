package org.consulkv.state.restore;

import org.consulkv.runtime.Bytes;
import org.consulkv.state.Command;

/// Steps of replacing the whole state by an uploaded snapshot. The parts travel through the log and
/// wait in a table of their own, so that Raft's snapshots taken meanwhile are complete; the last
/// step swaps everything at once.
public sealed interface RestoreCommand extends Command {

  /// Largest part, in bytes, a proposer should send.
  int CHUNK_BYTES = 512 * 1024;

  /// Starts an upload and forgets any other.
  ///
  /// @param upload a number the proposer chose, which the other steps repeat
  record Begin(long upload) implements RestoreCommand {}

  /// The next part.
  ///
  /// @param sequence its position, from 0
  record Chunk(long upload, long sequence, Bytes data) implements RestoreCommand {}

  /// Replaces the state, if all parts are there and the snapshot is intact.
  ///
  /// @param chunks how many parts there are
  record Commit(long upload, long chunks) implements RestoreCommand {}
}
