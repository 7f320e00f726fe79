package org.consulkv.agent.config;

import java.time.Duration;
import org.consulkv.agent.log.LogLevel;

/// The keys `log_…`.
///
/// @param file path prefix of the log file; empty for none
/// @param rotateBytes size at which a new file begins; 0 for no bound
/// @param rotateMaxFiles old files to keep; 0 for all, -1 for none
public record LogConfig(
    LogLevel level,
    boolean json,
    String file,
    long rotateBytes,
    Duration rotateDuration,
    int rotateMaxFiles,
    boolean syslog,
    String syslogFacility) {

  public static final LogConfig DEFAULT =
      new LogConfig(LogLevel.INFO, false, "", 0, Duration.ofHours(24), 0, false, "LOCAL0");
}
