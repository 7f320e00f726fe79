package org.consulkv.server.blocking;

import org.consulkv.state.Indexed;
import org.consulkv.state.Snapshot;
import org.consulkv.state.WatchSet;

/// A question that can be asked again. Implemented by records: equal questions (`equals`) get one
/// evaluation and share one answer, so whatever makes answers differ, such as the rights of the
/// caller or the form of the body, must be a component.
///
/// @param <R> what the waiters get, shared among all of them: immutable
public interface BlockingQuery<R> {
  /// Reads the snapshot and adds whatever it read to the watches. Called on any thread; must not
  /// block.
  Indexed<R> evaluate(Snapshot snapshot, WatchSet watches);
}
