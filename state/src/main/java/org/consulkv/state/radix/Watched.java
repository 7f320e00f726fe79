package org.consulkv.state.radix;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/// A part of a tree that keeps a list of those who wait for its change. The list is made when the
/// first one comes, and closed for good when the part is replaced.
///
/// Threading: thread-safe without locks; closed by the writer, after the change is visible.
abstract class Watched implements WatchPoint {
  private static final VarHandle HEAD;
  private static final Entry CLOSED = new Entry(null, null, 0, 0);

  static {
    try {
      HEAD = MethodHandles.lookup().findVarHandle(Watched.class, "head", Entry.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private volatile @Nullable Entry head;

  /// One who waits, or waited.
  ///
  /// @param length how many entries the list has, this one included
  /// @param sweepAt the length at which entries of waits that are over are dropped
  private record Entry(@Nullable Watching watching, @Nullable Entry next, int length, int sweepAt) {

    private static final int LEAST_SWEEP = 16;

    static Entry push(@Nullable Entry list, Watching watching) {
      Entry rest = list;
      while (rest != null && (rest.watching == null || rest.watching.over())) {
        rest = rest.next; // the last who came are often the first to go
      }
      if (rest == null) {
        return new Entry(watching, null, 1, LEAST_SWEEP);
      }
      if (rest.length < rest.sweepAt) {
        return new Entry(watching, rest, rest.length + 1, rest.sweepAt);
      }
      Entry kept = null;
      int length = 1;
      for (Entry e = rest; e != null; e = e.next) {
        if (e.watching != null && !e.watching.over()) {
          kept = new Entry(e.watching, kept, length++, 0);
        }
      }
      return new Entry(watching, kept, length, Math.max(LEAST_SWEEP, 2 * length));
    }
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // there is one CLOSED
  public boolean register(Watching watching) {
    while (true) {
      Entry seen = head;
      if (seen == CLOSED) {
        return false;
      }
      if (HEAD.compareAndSet(this, seen, Entry.push(seen, watching))) {
        return true;
      }
    }
  }

  /// Fires everyone who waits, and lets nobody wait here any more.
  void close() {
    Entry last = (Entry) HEAD.getAndSet(this, CLOSED);
    for (Entry e = last; e != null; e = e.next()) {
      if (e.watching() != null) {
        e.watching().fire();
      }
    }
  }

  /// How many entries the list has, those of waits that are over included.
  int listed() {
    Entry seen = head;
    return seen == null ? 0 : seen.length();
  }
}
