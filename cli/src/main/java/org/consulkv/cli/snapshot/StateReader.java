package org.consulkv.cli.snapshot;

import java.io.IOException;
import java.io.InputStream;

/// Reads the `state.bin` of a snapshot. Its format belongs to the servers; the program that wires
/// command line and servers together supplies the reader.
public interface StateReader {
  /// Is told of every record.
  interface Visitor {
    /// @param kind what the record is, such as `KVS` or `Session`
    /// @param key the key, for records of the key-value store; empty for others
    void record(String kind, String key, long bytes);
  }

  /// Reads all of it.
  ///
  /// @throws IOException if it is not what it should be; the message says in which way
  void read(InputStream state, Visitor visitor) throws IOException;
}
