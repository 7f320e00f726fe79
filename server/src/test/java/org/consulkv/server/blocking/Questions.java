package org.consulkv.server.blocking;

import java.util.List;
import java.util.Optional;
import org.consulkv.state.Indexed;
import org.consulkv.state.Snapshot;
import org.consulkv.state.WatchSet;
import org.consulkv.state.kv.Key;
import org.consulkv.state.kv.KvEntry;
import org.consulkv.state.kv.KvQueries;

/// Questions as a listener asks them.
final class Questions {
  private Questions() {}

  record Get(Key key) implements BlockingQuery<Optional<KvEntry>> {
    static Get of(String key) {
      return new Get(Key.of(key));
    }

    @Override
    public Indexed<Optional<KvEntry>> evaluate(Snapshot snapshot, WatchSet watches) {
      return KvQueries.get(snapshot, watches, key);
    }
  }

  record ListUnder(Key prefix) implements BlockingQuery<List<KvEntry>> {
    static ListUnder of(String prefix) {
      return new ListUnder(Key.of(prefix));
    }

    @Override
    public Indexed<List<KvEntry>> evaluate(Snapshot snapshot, WatchSet watches) {
      return KvQueries.list(snapshot, watches, prefix);
    }
  }
}
