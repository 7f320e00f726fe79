package org.consulkv.server.coordinate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.consulkv.runtime.Timers;
import org.consulkv.runtime.Timers.Scheduled;
import org.consulkv.server.ApiException;
import org.consulkv.server.ErrorKind;
import org.consulkv.server.Writes;
import org.consulkv.state.coordinate.CoordinateCommand;
import org.consulkv.state.coordinate.CoordinateTable.InSegment;
import org.consulkv.state.coordinate.NodeCoordinate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// New coordinates on their way into the log. Every node sends its own again and again, and nothing
/// depends on the last of them, so they are written together once in a while, the newest of each
/// node; those that are too many are dropped, and come again.
///
/// Threading: guarded by its own lock.
public final class Coordinates implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Coordinates.class);

  /// How long coordinates are collected.
  public static final Duration PERIOD = Duration.ofSeconds(5);

  /// Coordinates in one command.
  static final int BATCH = 128;

  /// Commands in one period.
  static final int BATCHES = 5;

  private final Writes writes;
  private final Timers timers;
  private final Map<InSegment, NodeCoordinate> waiting = new LinkedHashMap<>();
  private @Nullable Scheduled flush;
  private boolean closed;

  public Coordinates(Writes writes, Timers timers) {
    this.writes = writes;
    this.timers = timers;
  }

  /// Takes a node's coordinate; it can be read within [#PERIOD], if the node is in the catalog.
  ///
  /// @throws ApiException if no distances to it could be told
  public synchronized void update(NodeCoordinate coordinate) {
    if (!coordinate.coordinate().isValid()) {
      throw new ApiException(ErrorKind.REFUSED, "invalid coordinate");
    }
    if (closed || waiting.size() >= BATCH * BATCHES) {
      return;
    }
    waiting.put(new InSegment(coordinate.node(), coordinate.segment()), coordinate);
    if (flush == null) {
      flush = timers.after(PERIOD, this::flush);
    }
  }

  private void flush() {
    List<NodeCoordinate> due;
    synchronized (this) {
      due = new ArrayList<>(waiting.values());
      waiting.clear();
      flush = null;
    }
    for (int start = 0; start < due.size(); start += BATCH) {
      write(due.subList(start, Math.min(start + BATCH, due.size())));
    }
  }

  private void write(List<NodeCoordinate> batch) {
    var _ =
        writes
            .propose(new CoordinateCommand.Update(batch))
            .whenComplete((_, failure) -> {
              if (failure != null) {
                LOG.warn("Coordinates were not written, the nodes will send them again", failure);
              }
            });
  }

  /// Drops what waits.
  @Override
  public synchronized void close() {
    closed = true;
    waiting.clear();
    if (flush != null) {
      flush.cancel();
      flush = null;
    }
  }
}
