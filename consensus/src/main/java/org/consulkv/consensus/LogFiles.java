package org.consulkv.consensus;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.ratis.server.protocol.TermIndex;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks through the log's files before Ratis opens them. Ratis cuts a log at the first entry that
/// seems to be longer than its file, even in the middle, and refuses a tail of which the disk kept
/// only some blocks. Here a damaged tail is cut, and damage before intact entries is an error.
///
/// Threading: to be used while Ratis is stopped.
final class LogFiles {
  private static final Logger LOG = LoggerFactory.getLogger(LogFiles.class);

  private final Path directory;

  /// @param directory Ratis' `current` folder
  LogFiles(Path directory) {
    this.directory = directory;
  }

  /// Entries that the log holds without a gap, up to its end.
  ///
  /// @param first index of the first one; `last + 1` if there is none
  record Range(long first, long last) {}

  /// Cuts a torn tail and checks the rest.
  ///
  /// @param snapshotIndex the last entry that a snapshot holds, or -1; older entries may be missing
  /// @throws DamagedLogException if entries are damaged or missing that may have been acknowledged
  Range check(long snapshotIndex) throws IOException {
    List<Segment> segments = segments();
    if (segments.isEmpty()) {
      return new Range(snapshotIndex + 1, snapshotIndex);
    }
    long first = segments.getFirst().start();
    long last = first - 1;
    var run = new ArrayList<Segment>();
    for (Segment segment : segments) {
      if (segment.start() != last + 1) {
        if (segment.start() > snapshotIndex + 1 || segment.start() <= last) {
          throw DamagedLogException.missing(segment.file(), last + 1, segment.start() - 1);
        }
        drop(run); // left over from a purge that did not finish
        first = segment.start();
      }
      run.add(segment);
      last = checked(segment, segment.equals(segments.getLast()));
    }
    if (first > snapshotIndex + 1) {
      throw DamagedLogException.missing(segments.getFirst().file(), snapshotIndex + 1, first - 1);
    }
    return new Range(first, last);
  }

  /// @throws DamagedLogException if there is no log at all
  void requireAny() throws IOException {
    if (segments().isEmpty()) {
      throw DamagedLogException.missing(directory, 0, 0);
    }
  }

  /// The last intact entry; changes nothing.
  Optional<TermIndex> last() throws IOException {
    for (Segment segment : segments().reversed()) {
      Segment.Scan scan = segment.scan(segment.end());
      if (scan.last() >= segment.start()) {
        return Optional.of(TermIndex.valueOf(scan.term(), scan.last()));
      }
    }
    return Optional.empty();
  }

  /// Removes every entry after `last`. They must not have been acknowledged.
  void cutAfter(long last) throws IOException {
    for (Segment segment : segments().reversed()) {
      if (segment.start() > last) {
        Files.delete(segment.file());
      } else if (segment.end() > last) {
        truncate(segment.file(), segment.scan(last).intactBytes());
        if (!segment.open()) {
          Files.move(segment.file(), directory.resolve("log_inprogress_" + segment.start()));
        }
      }
    }
    if (Files.isDirectory(directory)) {
      SnapshotFiles.flushDirectory(directory);
    }
  }

  private long checked(Segment segment, boolean newest) throws IOException {
    Segment.Scan scan = segment.scan(segment.end());
    if (segment.open() && newest) {
      if (scan.damage().isPresent()) {
        cutTail(segment, scan);
      }
      return scan.last();
    }
    if (scan.damage().isPresent() || (!segment.open() && scan.last() < segment.end())) {
      throw DamagedLogException.damaged(
          segment.file(), scan.damage().orElse("it is cut short"), scan.last() + 1);
    }
    return scan.last();
  }

  private static void cutTail(Segment segment, Segment.Scan scan) throws IOException {
    String damage = scan.damage().orElseThrow();
    if (segment.hasIntactEntryAfter(scan.intactBytes(), scan.last())) {
      throw DamagedLogException.damaged(segment.file(), damage, scan.last() + 1);
    }
    LOG.warn(
        "the last write to {} was not finished ({}): cutting {} bytes after entry {}",
        segment.file(),
        damage,
        Files.size(segment.file()) - scan.intactBytes(),
        scan.last());
    truncate(segment.file(), scan.intactBytes());
  }

  private static void drop(List<Segment> stale) throws IOException {
    for (Segment segment : stale) {
      LOG.info("deleting {}: a snapshot holds its entries", segment.file());
      Files.delete(segment.file());
    }
    stale.clear();
  }

  private static void truncate(Path file, long bytes) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(bytes);
      channel.force(true);
    }
  }

  private List<Segment> segments() throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .flatMap(file -> Segment.of(file).stream())
          .sorted(Comparator.comparingLong(Segment::start))
          .toList();
    }
  }
}
