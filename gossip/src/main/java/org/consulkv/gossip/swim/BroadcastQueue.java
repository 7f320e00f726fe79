package org.consulkv.gossip.swim;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What waits to be told to others, each a limited number of times; what was told least goes first.
/// News about a subject replaces older news about it.
///
/// Threading: confined to the gossip loop.
///
/// @param <M> the message
public final class BroadcastQueue<M> {
  /// More than this is not kept: what was told most often goes.
  private static final int LIMIT = 4096;

  /// A message is hardly shorter than this, so with less room there is no use in looking on.
  private static final int SHORTEST = 20;

  /// At `n` what was told `n` times.
  private final List<Deque<Item<M>>> levels = new ArrayList<>();

  private final Map<String, Item<M>> bySubject = new HashMap<>();
  private int size;
  private int takenBytes;

  private static final class Item<M> {
    private final @Nullable String subject;
    private final M message;
    private final int bytes;
    private final @Nullable Runnable done;
    private boolean replaced; // or dropped: it counts no more

    private Item(@Nullable String subject, M message, int bytes, @Nullable Runnable done) {
      this.subject = subject;
      this.message = message;
      this.bytes = bytes;
      this.done = done;
    }
  }

  /// @param subject replaces what waits with the same subject; without one nothing is replaced
  /// @param bytes of the message, encoded
  /// @param done run when it was told often enough, or was replaced
  public void add(@Nullable String subject, M message, int bytes, @Nullable Runnable done) {
    Item<M> item = new Item<>(subject, message, bytes, done);
    if (subject != null) {
      Item<M> old = bySubject.put(subject, item);
      if (old != null) {
        old.replaced = true;
        finish(old);
      }
    }
    level(0).addFirst(item);
    size++;
    while (size > LIMIT) {
      dropMostTold();
    }
  }

  /// Takes what fits, and counts it as told once.
  ///
  /// @param overhead bytes that each message needs besides its own
  /// @param room bytes there are
  /// @param transmitLimit how often a message is told before it is dropped
  @SuppressWarnings(
      "MixedMutabilityReturnType") // Nothing is what there is to tell most of the time.
  public List<M> take(int overhead, int room, int transmitLimit) {
    takenBytes = 0;
    if (size == 0) {
      return List.of();
    }
    List<Item<M>> chosen = new ArrayList<>();
    List<Integer> told = new ArrayList<>();
    int left = room;
    for (int level = 0; level < levels.size() && left >= overhead + SHORTEST; level++) {
      Deque<Item<M>> waiting = levels.get(level);
      List<Item<M>> tooLong = List.of();
      while (!waiting.isEmpty() && left >= overhead + SHORTEST && tooLong.size() < 8) {
        Item<M> item = waiting.removeFirst();
        if (item.replaced) {
          continue;
        }
        if (item.bytes + overhead > left) {
          tooLong = tooLong.isEmpty() ? new ArrayList<>() : tooLong;
          tooLong.add(item);
        } else {
          chosen.add(item);
          told.add(level + 1);
          left -= item.bytes + overhead;
        }
      }
      tooLong.reversed().forEach(waiting::addFirst);
    }
    takenBytes = room - left;
    List<M> messages = new ArrayList<>(chosen.size());
    for (int i = 0; i < chosen.size(); i++) {
      Item<M> item = chosen.get(i);
      messages.add(item.message);
      if (told.get(i) < transmitLimit) {
        level(told.get(i)).addLast(item);
      } else {
        forget(item);
      }
    }
    return messages;
  }

  /// Bytes of what was last taken, with its overhead.
  public int takenBytes() {
    return takenBytes;
  }

  public int size() {
    return size;
  }

  private Deque<Item<M>> level(int told) {
    while (levels.size() <= told) {
      levels.add(new ArrayDeque<>());
    }
    return levels.get(told);
  }

  private void dropMostTold() {
    for (Deque<Item<M>> waiting : levels.reversed()) {
      Item<M> item = waiting.pollLast();
      while (item != null && item.replaced) {
        item = waiting.pollLast();
      }
      if (item != null) {
        forget(item);
        return;
      }
    }
  }

  private void forget(Item<M> item) {
    if (item.subject != null) {
      bySubject.remove(item.subject, item);
    }
    item.replaced = true;
    finish(item);
  }

  private void finish(Item<M> item) {
    size--;
    if (item.done != null) {
      item.done.run();
    }
  }
}
