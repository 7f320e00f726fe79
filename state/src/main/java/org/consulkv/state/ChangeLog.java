package org.consulkv.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The last changes, in order: a bounded list whose oldest end is let go.
///
/// Threading: written by the apply thread; read by anyone without a lock. A reader keeps what it
/// walks over from being collected.
public final class ChangeLog {
  private final int limit;
  private final long limitBytes;
  private volatile Link oldest;
  private Link newest;
  private int size;
  private long bytes;

  /// A change, or the point after which the log begins.
  private static final class Link {
    final long index;
    final @Nullable Change change;
    final long weight;
    volatile @Nullable Link next;

    Link(long index, @Nullable Change change, long weight) {
      this.index = index;
      this.change = change;
      this.weight = weight;
    }
  }

  /// @param limit how many changes are kept at most
  /// @param limitBytes how much memory the rows before the changes take at most, about
  ChangeLog(int limit, long limitBytes) {
    this.limit = limit;
    this.limitBytes = limitBytes;
    oldest = new Link(0, null, 0);
    newest = oldest;
  }

  /// Every change after the index, in order, or nothing if some of them are forgotten already.
  public Optional<List<Change>> since(long index) {
    Link link = oldest;
    if (link.index > index) {
      return Optional.empty();
    }
    List<Change> changes = new ArrayList<>();
    for (Link next = link.next; next != null; next = next.next) {
      if (next.index > index && next.change != null) {
        changes.add(next.change);
      }
    }
    return Optional.of(changes);
  }

  void append(Change change, long weight) {
    Link link = new Link(change.index(), change, weight);
    newest.next = link;
    newest = link;
    size++;
    bytes += weight;
    while (size > limit || bytes > limitBytes) {
      Link next = oldest.next;
      if (next == null) {
        return;
      }
      size--;
      bytes -= next.weight;
      oldest = next; // its change is forgotten, its index is where the log begins
    }
  }

  /// Forgets everything: the state is a different one from this index on.
  void restart(long index) {
    newest = new Link(index, null, 0);
    oldest = newest;
    size = 0;
    bytes = 0;
  }
}
