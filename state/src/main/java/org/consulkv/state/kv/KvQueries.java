package org.consulkv.state.kv;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.consulkv.runtime.Bytes;
import org.consulkv.state.Indexed;
import org.consulkv.state.View;
import org.consulkv.state.WatchSet;
import org.consulkv.state.radix.Scan;

/// What can be asked of the key-value table.
public final class KvQueries {
  private KvQueries() {}

  /// `GET /v1/kv/:key`. Reports the entry's ModifyIndex or, for a missing key, the table's index.
  public static Indexed<Optional<KvEntry>> get(View view, WatchSet watches, Key key) {
    Optional<KvEntry> entry = view.first(KvTable.ID, key, watches);
    long index = entry.isPresent() ? entry.get().modifyIndex() : view.lastIndex(KvTable.TABLE);
    return view.indexed(index, entry);
  }

  /// `GET /v1/kv/:prefix?recurse`, in the order of the keys. Reports the greatest ModifyIndex under
  /// the prefix, deletions included; if there is none, the table's index.
  public static Indexed<List<KvEntry>> list(View view, WatchSet watches, Key prefix) {
    List<KvEntry> entries = new ArrayList<>();
    long index = 0;
    Scan<KvEntry> scan = view.prefix(KvTable.ID, prefix.encoded(), watches);
    for (KvEntry entry = scan.next(); entry != null; entry = scan.next()) {
      entries.add(entry);
      index = Math.max(index, entry.modifyIndex());
    }
    return view.indexed(listIndex(view, prefix, index), entries);
  }

  /// `GET /v1/kv/:prefix?keys`, in order. With a separator, keys are cut after its first occurrence
  /// behind the prefix, and each result comes once. The index is that of [#list].
  public static Indexed<List<Key>> keys(
      View view, WatchSet watches, Key prefix, Optional<Bytes> separator) {
    List<Key> keys = new ArrayList<>();
    Bytes cutAfter = separator.orElse(Bytes.EMPTY);
    Bytes last = null;
    long index = 0;
    Scan<KvEntry> scan = view.prefix(KvTable.ID, prefix.encoded(), watches);
    for (KvEntry entry = scan.next(); entry != null; entry = scan.next()) {
      index = Math.max(index, entry.modifyIndex());
      if (cutAfter.isEmpty()) {
        keys.add(entry.key());
      } else if (last == null || !entry.key().encoded().startsWith(last)) {
        Bytes key = entry.key().encoded();
        int end = endOfFirst(cutAfter, key, prefix.encoded().length());
        last = end < 0 ? null : key.slice(0, end);
        keys.add(last == null ? entry.key() : new Key(last));
      }
    }
    return view.indexed(listIndex(view, prefix, index), keys);
  }

  /// The index of the first deletion that is remembered; empty if none is.
  public static OptionalLong oldestTombstone(View view) {
    KvTable.Tombstone oldest = view.everything(KvTable.TOMBSTONE_INDEX, WatchSet.NONE).next();
    return oldest == null ? OptionalLong.empty() : OptionalLong.of(oldest.index());
  }

  private static long listIndex(View view, Key prefix, long greatest) {
    long deleted = view.lastIndexUnder(KvTable.TOMBSTONE_ID, prefix.encoded());
    if (greatest == 0 && deleted == 0) {
      return view.lastIndex(KvTable.TABLE);
    }
    long reaped = KvTable.reapedUpTo(view.first(KvTable.ONLY, Bytes.EMPTY, WatchSet.NONE));
    return Math.max(Math.max(greatest, deleted), reaped);
  }

  /// Where the first occurrence of the separator ends; -1 if there is none.
  private static int endOfFirst(Bytes separator, Bytes text, int from) {
    for (int at = from; at + separator.length() <= text.length(); at++) {
      int matched = 0;
      while (matched < separator.length() && text.at(at + matched) == separator.at(matched)) {
        matched++;
      }
      if (matched == separator.length()) {
        return at + matched;
      }
    }
    return -1;
  }
}
