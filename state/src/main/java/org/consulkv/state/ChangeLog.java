package org.consulkv.state;

import java.util.List;
import java.util.Optional;

/// The last changes, in order.
///
/// Threading: written by the apply thread; read by anyone without a lock.
public final class ChangeLog {
  ChangeLog() {}

  /// Every change after the index, or nothing if some of them are forgotten already.
  public Optional<List<Change>> since(long index) {
    return Optional.empty();
  }
}
