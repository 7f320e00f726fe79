package org.consulkv.http.kv;

import java.util.List;
import java.util.Optional;
import org.consulkv.http.reading.Found;
import org.consulkv.runtime.Bytes;
import org.consulkv.server.blocking.BlockingQuery;
import org.consulkv.state.Indexed;
import org.consulkv.state.Snapshot;
import org.consulkv.state.WatchSet;
import org.consulkv.state.kv.Key;
import org.consulkv.state.kv.KvEntry;
import org.consulkv.state.kv.KvQueries;

/// The questions of `GET /v1/kv`.
final class KvReads {
  private KvReads() {}

  record One(Key key, boolean raw, boolean pretty)
      implements BlockingQuery<Found<Optional<KvEntry>>> {
    @Override
    public Indexed<Found<Optional<KvEntry>>> evaluate(Snapshot snapshot, WatchSet watches) {
      Indexed<Optional<KvEntry>> entry = KvQueries.get(snapshot, watches, key);
      return new Indexed<>(
          entry.index(), new Found<>(entry.value(), raw ? KvForms.RAW : KvForms.ENTRY, pretty));
    }
  }

  record Below(Key prefix, boolean pretty) implements BlockingQuery<Found<List<KvEntry>>> {
    @Override
    public Indexed<Found<List<KvEntry>>> evaluate(Snapshot snapshot, WatchSet watches) {
      Indexed<List<KvEntry>> entries = KvQueries.list(snapshot, watches, prefix);
      return new Indexed<>(entries.index(), new Found<>(entries.value(), KvForms.ENTRIES, pretty));
    }
  }

  record Keys(Key prefix, Optional<Bytes> separator, boolean pretty)
      implements BlockingQuery<Found<List<Key>>> {
    @Override
    public Indexed<Found<List<Key>>> evaluate(Snapshot snapshot, WatchSet watches) {
      Indexed<List<Key>> keys = KvQueries.keys(snapshot, watches, prefix, separator);
      return new Indexed<>(
          keys.index(),
          new Found<>(
              keys.value(), prefix.encoded().isEmpty() ? KvForms.ALL_KEYS : KvForms.KEYS, pretty));
    }
  }
}
