package org.consulkv.agent.snapshot;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.consulkv.agent.config.SnapshotSchedule;
import org.consulkv.runtime.Clock;
import org.consulkv.runtime.Timers;
import org.consulkv.runtime.Timers.Scheduled;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Saves a snapshot now and again, on the server that leads, and deletes the oldest ones. A file
/// has its name only when it is whole and on the disk.
///
/// Threading: guarded by its own lock; files are written where they may block.
public final class ScheduledSnapshots implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ScheduledSnapshots.class);
  private static final String PREFIX = "consul-";
  private static final String SUFFIX = ".snap";

  /// Their order is that of time.
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final SnapshotSchedule schedule;
  private final Path directory;
  private final Source source;
  private final BooleanSupplier leads;
  private final Clock clock;
  private final Timers timers;
  private final Executor mayBlock;
  private boolean closed;
  private @Nullable Scheduled next;

  /// Writes the present state.
  @FunctionalInterface
  public interface Source {
    void writeTo(OutputStream out) throws IOException;
  }

  private ScheduledSnapshots(
      SnapshotSchedule schedule,
      Path directory,
      Source source,
      BooleanSupplier leads,
      Clock clock,
      Timers timers,
      Executor mayBlock) {
    this.schedule = schedule;
    this.directory = directory;
    this.source = source;
    this.leads = leads;
    this.clock = clock;
    this.timers = timers;
    this.mayBlock = mayBlock;
  }

  /// Begins; does nothing if the schedule says never.
  ///
  /// @param directory where the files go; created when it is needed
  public static ScheduledSnapshots start(
      SnapshotSchedule schedule,
      Path directory,
      Source source,
      BooleanSupplier leads,
      Clock clock,
      Timers timers,
      Executor mayBlock) {
    var snapshots =
        new ScheduledSnapshots(schedule, directory, source, leads, clock, timers, mayBlock);
    if (!schedule.interval().isZero()) {
      snapshots.later();
    }
    return snapshots;
  }

  private synchronized void later() {
    if (!closed) {
      next = timers.after(schedule.interval(), () -> mayBlock.execute(this::due));
    }
  }

  private void due() {
    try {
      if (leads.getAsBoolean()) {
        save(clock.now());
      }
    } catch (IOException | RuntimeException e) {
      LOG.atError()
          .setCause(e)
          .log("a scheduled snapshot was not saved, the next one will be tried");
    } finally {
      later();
    }
  }

  private void save(Instant now) throws IOException {
    Files.createDirectories(directory);
    Path target = directory.resolve(PREFIX + NAME.format(now) + SUFFIX);
    Path unfinished = directory.resolve(target.getFileName() + ".tmp");
    try {
      try (OutputStream out = Files.newOutputStream(unfinished)) {
        source.writeTo(out);
      }
      try (FileChannel file = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
        file.force(true);
      }
      Path _ = Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(unfinished);
    }
    LOG.atInfo().addKeyValue("file", target).log("Saved snapshot");
    forgetOldest();
  }

  private void forgetOldest() throws IOException {
    List<Path> saved;
    try (Stream<Path> files = Files.list(directory)) {
      saved =
          files
              .filter(file -> file.getFileName().toString().startsWith(PREFIX))
              .filter(file -> file.getFileName().toString().endsWith(SUFFIX))
              .sorted(Comparator.comparing(file -> file.getFileName().toString()))
              .toList();
    }
    for (Path old : saved.subList(0, Math.max(0, saved.size() - schedule.retain()))) {
      Files.deleteIfExists(old);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (next != null) {
      next.cancel();
      next = null;
    }
  }
}
