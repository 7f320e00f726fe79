package org.consulkv.agent.check;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/// Asks systemd for the state of a unit: active passes, on the way to or from it warns, all else is
/// critical.
final class SystemdProber implements Prober {
  private static final int OUTPUT_BYTES = 4096;

  private final Commands commands;
  private final String systemctl;
  private final String unit;

  /// @param systemctl the program, by its name or path
  SystemdProber(Commands commands, String systemctl, String unit) {
    this.commands = commands;
    this.systemctl = systemctl;
    this.unit = unit;
  }

  @Override
  public Running start(Consumer<Result> done) {
    List<String> args = List.of(systemctl, "show", "--property=LoadState,ActiveState", "--", unit);
    return commands.run(args, OUTPUT_BYTES, this::judge, done);
  }

  @Override
  public Duration defaultTimeout() {
    return Duration.ofSeconds(30);
  }

  @Override
  public Result timedOut(Duration timeout) {
    return ScriptProber.timedOutRunning(timeout);
  }

  private Result judge(Commands.Ended ended) {
    if (ended.exitCode() != 0) {
      return Result.critical("Service \"" + unit + "\": " + ended.output().strip());
    }
    String active = property(ended.output(), "ActiveState");
    if (property(ended.output(), "LoadState").equals("not-found")) {
      return Result.critical("Service \"" + unit + "\" does not exist");
    }
    return switch (active) {
      case "active" -> Result.passing("Service \"" + unit + "\" is healthy");
      case "activating", "reloading", "deactivating" ->
          Result.warning("Service \"" + unit + "\" is " + active);
      default -> Result.critical("Service \"" + unit + "\" is " + active);
    };
  }

  private static String property(String output, String name) {
    return output
        .lines()
        .filter(line -> line.startsWith(name + "="))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst()
        .orElse("unknown");
  }
}
