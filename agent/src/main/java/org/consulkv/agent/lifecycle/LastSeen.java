package org.consulkv.agent.lifecycle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.DSYNC;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.consulkv.agent.AgentException;
import org.consulkv.runtime.Clock;
import org.consulkv.runtime.GoDuration;
import org.consulkv.runtime.Timers;
import org.consulkv.runtime.Timers.Scheduled;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// When a server was last at work, in `server_metadata.json` of its data directory. One that slept
/// for longer than `server_rejoin_age_max` does not start: its cluster may have forgotten it, and
/// what it registered long ago would come back.
///
/// Threading: its own lock.
public final class LastSeen implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("agent");
  private static final Duration PERIOD = Duration.ofHours(1);
  private static final Pattern FORMAT =
      Pattern.compile("\\s*\\{\\s*\"last_seen_unix\"\\s*:\\s*(\\d{1,12})\\s*}\\s*");

  private final Path file;
  private final Clock clock;
  private final Timers timers;
  private boolean closed;
  private Scheduled next;

  private LastSeen(Path file, Clock clock, Timers timers) {
    this.file = file;
    this.clock = clock;
    this.timers = timers;
    next = timers.after(Duration.ZERO, this::write);
  }

  /// Notes now and once an hour that the server is at work.
  public static LastSeen start(DataDirectory directory, Clock clock, Timers timers) {
    return new LastSeen(file(directory), clock, timers);
  }

  private static Path file(DataDirectory directory) {
    return directory.path().resolve("server_metadata.json");
  }

  /// @throws AgentException if the server slept for too long, or the file is not readable
  public static void requireRecent(DataDirectory directory, Duration max, Instant now) {
    Path file = file(directory);
    String text;
    try {
      text = Files.readString(file, UTF_8);
    } catch (NoSuchFileException first) {
      return;
    } catch (IOException e) {
      throw new AgentException("error reading server metadata: " + e, e);
    }
    Matcher found = FORMAT.matcher(text);
    if (!found.matches()) {
      throw new AgentException("error reading server metadata: " + file + " is malformed");
    }
    Instant last = Instant.ofEpochSecond(Long.parseLong(found.group(1)));
    if (Duration.between(last, now).compareTo(max) > 0) {
      throw new AgentException(
          "refusing to rejoin cluster because server has been offline for more than the configured"
              + " server_rejoin_age_max ("
              + GoDuration.format(max)
              + ") - consider wiping your data dir");
    }
  }

  private synchronized void write() {
    if (closed) {
      return;
    }
    next = timers.after(PERIOD, this::write);
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    try {
      String text = "{\"last_seen_unix\":" + clock.now().getEpochSecond() + "}";
      Files.writeString(draft, text, UTF_8, CREATE, TRUNCATE_EXISTING, WRITE, DSYNC);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      LOG.warn("{} could not be written, the next try is in an hour", file, e);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    next.cancel();
  }
}
