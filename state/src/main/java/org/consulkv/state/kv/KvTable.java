package org.consulkv.state.kv;

import java.util.Optional;
import org.consulkv.runtime.Bytes;
import org.consulkv.state.Index;
import org.consulkv.state.Table;
import org.consulkv.state.session.SessionId;

/// The key-value table, and what is remembered of deleted keys.
public final class KvTable {
  private KvTable() {}

  /// That something was deleted, for those who wait on a prefix of it.
  ///
  /// @param start the key that was deleted, or the start of all keys that were
  /// @param index when
  public record Tombstone(Key start, long index) {}

  /// Up to which index deletions are forgotten.
  public record Reaped(long upToIndex) {}

  public static final Index<KvEntry, Key> ID = Index.unique("id", KvEntry::key, Key::encoded);

  /// Locked keys by the session that holds them.
  public static final Index<KvEntry, SessionId> SESSION =
      Index.sparse("session", KvEntry::session, SessionId::encoded);

  public static final Table<KvEntry> TABLE =
      Table.of(0, "kvs", KvCodec.ENTRY, KvEntry::modifyIndex, ID, SESSION)
          .weighing(entry -> entry.key().encoded().length() + entry.value().length());

  static final Index<Tombstone, Key> TOMBSTONE_ID =
      Index.unique("id", Tombstone::start, Key::encoded);

  static final Index<Tombstone, Long> TOMBSTONE_INDEX =
      Index.shared("index", Tombstone::index, KvTable::ordered);

  public static final Table<Tombstone> TOMBSTONES =
      Table.of(1, "tombstones", KvCodec.TOMBSTONE, Tombstone::index, TOMBSTONE_ID, TOMBSTONE_INDEX);

  static final Index<Reaped, Bytes> ONLY =
      Index.unique("only", reaped -> Bytes.EMPTY, bytes -> bytes);

  public static final Table<Reaped> REAPED =
      Table.of(2, "tombstones-reaped", KvCodec.REAPED, Reaped::upToIndex, ONLY);

  /// Numbers in the order of their bytes.
  private static Bytes ordered(long number) {
    byte[] bytes = new byte[Long.BYTES];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (number >>> (56 - 8 * i));
    }
    return Bytes.owning(bytes);
  }

  static long reapedUpTo(Optional<Reaped> reaped) {
    return reaped.map(Reaped::upToIndex).orElse(0L);
  }
}
