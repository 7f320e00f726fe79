package org.consulkv.server.blocking;

import org.consulkv.state.Indexed;
import org.consulkv.state.Snapshot;
import org.consulkv.state.WatchSet;
import org.jspecify.annotations.Nullable;

/// A question that can be asked again. Implemented by records: equal questions (`equals`) get one
/// evaluation and share one answer, so whatever makes answers differ, such as the rights of the
/// caller or the form of the body, must be a component.
///
/// @param <R> what the waiters get, shared among all of them: immutable
public interface BlockingQuery<R> {
  /// Reads the snapshot and adds whatever it read to the watches. Called on any thread; must not
  /// block.
  Indexed<R> evaluate(Snapshot snapshot, WatchSet watches);

  /// What the answer depends on in this snapshot, as an object that is found faster than the
  /// answer: while it is the same object, the answer is the same. Null if there is no such object.
  default @Nullable Object version(Snapshot snapshot) {
    return null;
  }
}
