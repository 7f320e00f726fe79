package org.consulkv.agent.lifecycle;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.consulkv.agent.AgentException;
import org.jspecify.annotations.Nullable;

/// The data directory, held by one agent at a time.
///
/// Threading: opened and closed by the thread that runs the agent.
public final class DataDirectory implements AutoCloseable {
  private final Path path;
  private final FileChannel channel;

  private DataDirectory(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /// Creates the directory if it is missing, and locks it. The lock ends with the process, however
  /// it ends.
  ///
  /// @throws AgentException if it cannot be used, or another agent uses it
  public static DataDirectory open(Path path) {
    try {
      Files.createDirectories(path);
      FileChannel channel =
          FileChannel.open(
              path.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (tryLock(channel) == null) {
        channel.close();
        throw new AgentException(
            "data directory \"" + path + "\" is in use by another agent; give each its own");
      }
      return new DataDirectory(path, channel);
    } catch (AccessDeniedException e) {
      throw new AgentException(
          "data directory \"" + path + "\" cannot be used: permission denied: " + e.getFile(), e);
    } catch (FileAlreadyExistsException e) {
      throw new AgentException("data_dir \"" + e.getFile() + "\" is not a directory", e);
    } catch (IOException e) {
      throw new AgentException(
          "data directory \"" + path + "\" cannot be used: " + e.getMessage(), e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException _) {
      return null; // another agent in this very process
    }
  }

  public Path path() {
    return path;
  }

  /// Where the replicated log is kept.
  public Path raft() {
    return path.resolve("raft");
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new AgentException("releasing data directory \"" + path + "\": " + e.getMessage(), e);
    }
  }
}
