package org.consulkv.state.kv;

import java.util.List;
import java.util.Optional;
import org.consulkv.runtime.Bytes;
import org.consulkv.state.Indexed;
import org.consulkv.state.Snapshot;
import org.consulkv.state.WatchSet;

/// What can be asked of the key-value table.
public final class KvQueries {
  private KvQueries() {}

  /// `GET /v1/kv/:key`. Reports the entry's ModifyIndex or, for a missing key, the table's index.
  public static Indexed<Optional<KvEntry>> get(Snapshot snapshot, WatchSet watches, Key key) {
    return new Indexed<>(1, Optional.empty());
  }

  /// `GET /v1/kv/:prefix?recurse`, in the order of the keys.
  public static Indexed<List<KvEntry>> list(Snapshot snapshot, WatchSet watches, Key prefix) {
    return new Indexed<>(1, List.of());
  }

  /// `GET /v1/kv/:prefix?keys`, in order. With a separator, keys are cut after its first occurrence
  /// behind the prefix, and each result comes once.
  public static Indexed<List<Key>> keys(
      Snapshot snapshot, WatchSet watches, Key prefix, Optional<Bytes> separator) {
    return new Indexed<>(1, List.of());
  }
}
