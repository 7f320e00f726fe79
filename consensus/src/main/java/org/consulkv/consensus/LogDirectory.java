package org.consulkv.consensus;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// What one server keeps on its disk: the log's segments and the snapshots.
///
/// Threading: to be used while Ratis is stopped, but for [#snapshots].
final class LogDirectory {
  private final RatisLogConfig config;
  private final Path current;
  private final LogFiles segments;
  private final SnapshotFiles snapshots;

  LogDirectory(RatisLogConfig config) {
    this.config = config;
    Path group = RatisNode.groupDirectory(config.directory());
    this.current = group.resolve("current");
    this.segments = new LogFiles(current);
    this.snapshots = new SnapshotFiles(RatisStateMachine.directory(group));
  }

  SnapshotFiles snapshots() {
    return snapshots;
  }

  LogFiles segments() {
    return segments;
  }

  /// Cuts a torn tail of the log and checks the rest.
  ///
  /// @throws DamagedLogException if entries are damaged or missing that may have been acknowledged
  LogFiles.Range check() throws IOException {
    List<SnapshotFiles.Snapshot> onDisk = snapshots.newestFirst();
    long newest = onDisk.isEmpty() ? -1 : onDisk.getFirst().at().getIndex();
    if (newest < 0 && !Members.storedVoters(current).isEmpty()) {
      segments.requireAny();
    }
    return segments.check(newest);
  }

  /// Whether no other server has a vote: as stored or, in a new directory, as configured.
  boolean votesAlone() throws IOException {
    List<String> stored = Members.storedVoters(current);
    return stored.isEmpty() ? config.startsAlone() : stored.equals(List.of(config.id()));
  }
}
