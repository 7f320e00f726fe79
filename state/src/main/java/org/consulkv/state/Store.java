package org.consulkv.state;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.consulkv.runtime.Bytes;
import org.consulkv.runtime.StateMachine;

/// The state of a server: applies commands and hands out snapshots.
///
/// Threading: [#apply] and [#restore] are called by the log's apply thread only; [#snapshot] by
/// anyone.
public final class Store implements StateMachine<Outcome> {

  /// The latest version. What an acknowledged command did is in it.
  public Snapshot snapshot() {
    return new Snapshot(0, 1);
  }

  /// The last changes, in order.
  public ChangeLog changes() {
    return new ChangeLog();
  }

  @Override
  public List<Outcome> apply(List<Bytes> commands) {
    return List.of();
  }

  @Override
  public SnapshotImage capture() {
    return out -> {};
  }

  @Override
  public void restore(InputStream in) throws IOException {
  }
}
