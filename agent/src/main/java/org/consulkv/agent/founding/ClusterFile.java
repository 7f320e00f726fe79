package org.consulkv.agent.founding;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.consulkv.agent.AgentException;

/// Which cluster this server belongs to, kept beside its log. A server belongs to none until it
/// founds one or is taken into one, and never to another one after that.
///
/// Threading: guarded by its own lock.
public final class ClusterFile {
  private static final String FOUNDING = "founding";

  private final Optional<Path> path;
  private String cluster = "";
  private boolean founding;

  private ClusterFile(Optional<Path> path) {
    this.path = path;
  }

  /// A server that keeps nothing on disk, in a cluster of its own.
  public static ClusterFile inMemory(String cluster) {
    ClusterFile file = new ClusterFile(Optional.empty());
    file.cluster = cluster;
    return file;
  }

  /// What a directory says.
  ///
  /// @param directory where the log is kept; created if missing
  /// @throws AgentException if it cannot be read
  public static ClusterFile in(Path directory) {
    Path path = directory.resolve("cluster");
    ClusterFile file = new ClusterFile(Optional.of(path));
    try {
      Files.createDirectories(directory);
      if (Files.exists(path)) {
        String[] words = Files.readString(path).strip().split(" ", -1);
        file.cluster = words[0];
        file.founding = words.length > 1 && words[1].equals(FOUNDING);
      }
    } catch (IOException e) {
      throw new AgentException("reading " + path + ": " + e.getMessage(), e);
    }
    return file;
  }

  /// The cluster's id; empty if it belongs to none.
  public synchronized String cluster() {
    return cluster;
  }

  /// Whether this server is founding the cluster: nobody was told of any write yet.
  public synchronized boolean isFounding() {
    return founding;
  }

  /// It belongs to this cluster from now on.
  ///
  /// @return false if it belongs to another one
  public synchronized boolean adopt(String id) {
    if (cluster.isEmpty()) {
      write(id, false);
    }
    return cluster.equals(id);
  }

  /// It begins to found this cluster.
  synchronized void found(String id) {
    write(id, true);
  }

  /// The cluster is founded.
  synchronized void founded() {
    write(cluster, false);
  }

  private void write(String id, boolean nowFounding) {
    if (path.isPresent()) {
      store(path.get(), nowFounding ? id + " " + FOUNDING : id);
    }
    cluster = id;
    founding = nowFounding;
  }

  private static void store(Path path, String text) {
    Path next = path.resolveSibling("cluster.tmp");
    try {
      try (FileChannel out =
          FileChannel.open(
              next,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap((text + "\n").getBytes(UTF_8));
        while (bytes.hasRemaining()) {
          int _ = out.write(bytes);
        }
        out.force(true);
      }
      Path _ = Files.move(next, path, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("writing " + path, e);
    }
  }
}
