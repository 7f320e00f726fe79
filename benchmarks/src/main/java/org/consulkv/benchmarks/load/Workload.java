package org.consulkv.benchmarks.load;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/// One row of the table.
interface Workload {
  /// Runs it once, with agents of its own.
  Measured run(Setting setting) throws IOException;

  /// @param consul the executable
  /// @param warmUp how long requests run before they are counted
  /// @param measured how long they are counted
  record Setting(Path consul, Duration warmUp, Duration measured) {}
}
