package org.consulkv.agent.lifecycle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.consulkv.agent.AgentException;

/// The file that tells supervisors which process the agent is. Removed when the agent ends.
public final class PidFile implements AutoCloseable {
  private final Path path;

  private PidFile(Path path) {
    this.path = path;
  }

  /// @throws AgentException if it cannot be written
  public static PidFile write(Path path) {
    try {
      if (Files.isDirectory(path)) {
        throw new AgentException("Could not write pid file: " + path + " is a directory");
      }
      Files.writeString(path, Long.toString(ProcessHandle.current().pid()));
      return new PidFile(path);
    } catch (IOException e) {
      throw new AgentException("Could not write pid file: open " + path + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new AgentException("Could not remove pid file " + path + ": " + e.getMessage(), e);
    }
  }
}
