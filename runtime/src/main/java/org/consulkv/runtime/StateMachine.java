package org.consulkv.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/// What a replicated log drives: the same commands in the same order on every server.
///
/// Threading: one call at a time, each seeing what the one before it did. Commands are applied by
/// the log's one apply thread; the other methods may be called by other threads of the log, between
/// two entries. [SnapshotImage#writeTo] may run on any thread while commands go on being applied.
///
/// @param <R> what applying one command gives
public interface StateMachine<R> {
  /// Applies the commands of one log entry, in order, and makes them visible to readers together.
  /// The answer has one result per command. Anything thrown is a bug or a lost disk and stops the
  /// node.
  List<R> apply(List<Bytes> commands);

  /// The present state, in O(1); it stays as it is while later commands are applied.
  SnapshotImage capture();

  /// Replaces the whole state by one that [SnapshotImage#writeTo] wrote.
  ///
  /// @throws IOException if the stream ends early, or its checksum or version is wrong; the state
  ///   is then as before
  void restore(InputStream in) throws IOException;

  /// One immutable state.
  interface SnapshotImage {
    /// Writes the state; the same image always gives the same bytes.
    void writeTo(OutputStream out) throws IOException;
  }
}
