package org.consulkv.gossip.swim;

import java.util.Comparator;
import java.util.PriorityQueue;

/// What is to be done later. Nothing runs by itself: whoever drives the core asks when, and calls
/// [#runDue] then.
///
/// Threading: confined to the owner's loop.
public final class Agenda {
  private final PriorityQueue<Item> items =
      new PriorityQueue<>(Comparator.comparingLong(Item::atNanos).thenComparingLong(i -> i.order));
  private long order;

  /// Something to do at a time.
  public static final class Item {
    private final long atNanos;
    private final long order;
    private final Runnable action;
    private boolean cancelled;

    private Item(long atNanos, long order, Runnable action) {
      this.atNanos = atNanos;
      this.order = order;
      this.action = action;
    }

    long atNanos() {
      return atNanos;
    }

    /// Prevents it, unless it ran.
    public void cancel() {
      cancelled = true;
    }
  }

  public Item at(long atNanos, Runnable action) {
    Item item = new Item(atNanos, order++, action);
    items.add(item);
    return item;
  }

  /// When the next thing is to be done; `Long.MAX_VALUE` if there is nothing.
  public long nextNanos() {
    dropCancelled();
    Item next = items.peek();
    return next == null ? Long.MAX_VALUE : next.atNanos;
  }

  /// Does what is due, in order.
  public void runDue(long nowNanos) {
    while (nextNanos() <= nowNanos) {
      Item item = items.remove();
      item.action.run();
    }
  }

  private void dropCancelled() {
    for (Item next = items.peek(); next != null && next.cancelled; next = items.peek()) {
      items.remove();
    }
  }
}
