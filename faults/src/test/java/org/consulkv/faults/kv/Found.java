package org.consulkv.faults.kv;

import java.util.List;
import java.util.Optional;

/// What a read found.
///
/// @param index `X-Consul-Index`
public record Found(List<Entry> entries, long index) {
  public Found {
    entries = List.copyOf(entries);
  }

  /// Of a read of one key.
  public Optional<Entry> entry() {
    return entries.stream().findFirst();
  }

  /// Of a read of one key.
  public Optional<String> value() {
    return entry().map(Entry::value);
  }
}
