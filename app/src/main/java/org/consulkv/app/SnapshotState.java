package org.consulkv.app;

import java.io.IOException;
import java.io.InputStream;
import org.consulkv.cli.snapshot.StateReader;
import org.consulkv.state.ImageScan;
import org.consulkv.state.kv.KvEntry;

/// Reads the state in a snapshot file for `consul snapshot inspect`.
final class SnapshotState implements StateReader {
  @Override
  public void read(InputStream state, Visitor visitor) throws IOException {
    ImageScan.scan(
        state,
        (table, row, bytes) -> {
          String key = row instanceof KvEntry entry ? entry.key().encoded().toUtf8() : "";
          visitor.record(kind(table), key, bytes);
        });
  }

  /// The names that readers of Consul's reports know, where there are any.
  private static String kind(String table) {
    return switch (table) {
      case "kvs" -> "KVS";
      case "sessions" -> "Session";
      case "prepared-queries" -> "PreparedQuery";
      case "tombstones" -> "Tombstone";
      default -> table;
    };
  }
}
