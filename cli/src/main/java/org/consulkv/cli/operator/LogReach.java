package org.consulkv.cli.operator;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// Tells what a stopped server has. The format of its files belongs to the servers; the program
/// that wires command line and servers together supplies the reader.
public interface LogReach {
  /// The last entry of a log.
  ///
  /// @param index counted from 1
  record Entry(long term, long index) {}

  /// The last entry that a server has; empty if it has nothing. Changes nothing.
  ///
  /// @param raft the folder of the log
  Optional<Entry> last(Path raft) throws IOException;
}
