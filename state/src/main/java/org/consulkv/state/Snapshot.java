package org.consulkv.state;

/// One immutable version of the state.
///
/// Threading: immutable, so thread-safe; reading takes no lock.
public final class Snapshot {
  private final long index;
  private final long floor;

  Snapshot(long index, long floor) {
    this.index = index;
    this.floor = floor;
  }

  /// The index of the last command that was applied; 0 before the first.
  public long index() {
    return index;
  }

  /// The least index any query reports: that of the last restore, or 1.
  public long floor() {
    return floor;
  }
}
