package org.consulkv.gossip.net;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.consulkv.gossip.serf.RejoinRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The file from which a member rejoins: lines are added as things happen, and when it has become
/// long it is replaced by a short one that says the same. Losing its end loses little, so it is not
/// synced.
///
/// Threading: [#add] from any thread; the file belongs to one thread of its own.
final class SnapshotFile implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SnapshotFile.class);
  private static final int LINES_BEFORE_COMPACTION = 4096;

  private final Path path;
  private final RejoinRecord previous;
  private final ExecutorService writer =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("gossip-snapshot").factory());
  private final List<String> lines = new ArrayList<>();
  private BufferedWriter out;

  private SnapshotFile(Path path, RejoinRecord previous, BufferedWriter out) {
    this.path = path;
    this.previous = previous;
    this.out = out;
  }

  /// @throws IOException if it can neither be read nor made
  static SnapshotFile open(Path path) throws IOException {
    if (path.getParent() != null) {
      Files.createDirectories(path.getParent());
    }
    List<String> lines = Files.exists(path) ? Files.readAllLines(path, UTF_8) : List.of();
    RejoinRecord previous = RejoinRecord.of(lines);
    SnapshotFile file = new SnapshotFile(path, previous, rewritten(path, previous));
    file.lines.addAll(previous.lines());
    return file;
  }

  /// What it said when it was opened.
  RejoinRecord previous() {
    return previous;
  }

  void add(String line) {
    writer.execute(() -> write(line));
  }

  private void write(String line) {
    try {
      lines.add(line);
      if (lines.size() > LINES_BEFORE_COMPACTION) {
        RejoinRecord now = RejoinRecord.of(lines);
        lines.clear();
        lines.addAll(now.lines());
        out.close();
        out = rewritten(path, now);
      } else {
        out.write(line + "\n");
        out.flush();
      }
    } catch (IOException e) {
      LOG.warn("gossip: cannot write {}: {}", path, e.toString());
    }
  }

  private static BufferedWriter rewritten(Path path, RejoinRecord record) throws IOException {
    Path shorter = path.resolveSibling(path.getFileName() + ".compact");
    Files.write(shorter, record.lines(), UTF_8);
    Files.move(shorter, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    return Files.newBufferedWriter(path, UTF_8, StandardOpenOption.APPEND);
  }

  @Override
  public void close() {
    writer.shutdown();
    try {
      if (writer.awaitTermination(2, TimeUnit.SECONDS)) {
        out.close();
      }
    } catch (IOException e) {
      LOG.warn("gossip: cannot close {}: {}", path, e.toString());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
