package org.consulkv.agent.config;

import java.time.Duration;
import org.consulkv.agent.check.CheckSettings;

/// Settings of health checks.
///
/// @param updateInterval how often an unchanged state's new output is written to the catalog
/// @param outputMaxSize bytes of a check's output that are kept, unless the check says less
/// @param discardOutput whether results are without output
/// @param scripts whether commands may be defined in files and over the API
/// @param localScripts whether commands may be defined in files
public record CheckConfig(
    Duration updateInterval,
    int outputMaxSize,
    boolean discardOutput,
    boolean scripts,
    boolean localScripts) {
  public static final CheckConfig DEFAULT =
      new CheckConfig(
          Duration.ofMinutes(5), CheckSettings.DEFAULT.outputMaxSize(), false, false, false);

  public CheckConfig {
    Checks.requirePositive("check_output_max_size", outputMaxSize);
  }

  /// What the runners of checks need of it.
  public CheckSettings settings() {
    return new CheckSettings(outputMaxSize, discardOutput, scripts, localScripts);
  }
}
