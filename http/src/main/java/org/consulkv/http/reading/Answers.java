package org.consulkv.http.reading;

import io.netty.buffer.ByteBufAllocator;
import java.util.Iterator;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.consulkv.server.blocking.BlockingQuery;
import org.consulkv.state.Indexed;
import org.consulkv.state.Snapshot;
import org.consulkv.state.WatchSet;
import org.jspecify.annotations.Nullable;

/// Answers that were given lately, with their encoded bodies. An answer is given again only while
/// the version that its question names is the same object in the present state, so nobody sees an
/// old one.
///
/// Threading: thread-safe. Two who ask at the same time may both evaluate.
final class Answers {
  /// Bodies that are kept, in bytes.
  static final long LIMIT_BYTES = 64L << 20;

  /// A body larger than this is not kept.
  static final int BODY_BYTES = 8 << 20;

  /// What an answer takes beside its body, about.
  private static final int OVERHEAD_BYTES = 1024;

  private final ConcurrentHashMap<BlockingQuery<?>, Entry> entries = new ConcurrentHashMap<>();
  private final AtomicLong bytes = new AtomicLong();

  private static final class Entry {
    private final Object version;
    private final Indexed<? extends Found<?>> answer;
    private final long weight;
    private volatile boolean used;

    Entry(Object version, Indexed<? extends Found<?>> answer, long weight) {
      this.version = version;
      this.answer = answer;
      this.weight = weight;
    }
  }

  /// The answer as of this snapshot, encoded.
  ///
  /// @param version what the question's answer depends on in this snapshot
  @SuppressWarnings({"unchecked", "ReferenceEquality"}) // equal questions are records of one type
  <T> Indexed<Found<T>> get(
      BlockingQuery<Found<T>> query,
      Snapshot snapshot,
      Object version,
      ByteBufAllocator allocator) {
    Entry known = entries.get(query);
    if (known != null && known.version == version) {
      if (!known.used) {
        known.used = true;
      }
      return (Indexed<Found<T>>) known.answer;
    }
    Indexed<Found<T>> answer = query.evaluate(snapshot, WatchSet.NONE);
    int length = answer.value().shared(allocator).length();
    if (length <= BODY_BYTES) {
      keep(query, new Entry(version, answer, length + OVERHEAD_BYTES));
    }
    return answer;
  }

  private void keep(BlockingQuery<?> query, Entry entry) {
    Entry before = entries.put(query, entry);
    long total = bytes.addAndGet(entry.weight - (before == null ? 0 : before.weight));
    if (total > LIMIT_BYTES) {
      makeRoom();
    }
  }

  /// Drops answers, first those that nobody asked for since the last time, until a quarter is free.
  private synchronized void makeRoom() {
    for (int round = 0; round < 2; round++) {
      Iterator<java.util.Map.Entry<BlockingQuery<?>, Entry>> all = entries.entrySet().iterator();
      while (all.hasNext() && bytes.get() > LIMIT_BYTES * 3 / 4) {
        java.util.Map.Entry<BlockingQuery<?>, Entry> next = all.next();
        if (next.getValue().used && round == 0) {
          next.getValue().used = false;
        } else {
          drop(next.getKey(), next.getValue());
        }
      }
    }
  }

  private void drop(BlockingQuery<?> query, @Nullable Entry entry) {
    if (entry != null && entries.remove(query, entry)) {
      bytes.addAndGet(-entry.weight);
    }
  }

  /// Bodies that are kept now, in bytes.
  long keptBytes() {
    return bytes.get();
  }
}
