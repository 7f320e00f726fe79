package org.consulkv.agent.check;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.consulkv.runtime.GoDuration;

/// Runs a command: exit 0 passes, 1 warns, all else is critical.
final class ScriptProber implements Prober {
  private final Commands commands;
  private final List<String> args;
  private final int outputLimit;

  ScriptProber(Commands commands, List<String> args, int outputLimit) {
    this.commands = commands;
    this.args = args;
    this.outputLimit = outputLimit;
  }

  @Override
  public Running start(Consumer<Result> done) {
    return commands.run(args, outputLimit, ended -> judge(ended.exitCode(), ended.output()), done);
  }

  @Override
  public Duration defaultTimeout() {
    return Duration.ofSeconds(30);
  }

  @Override
  public Result timedOut(Duration timeout) {
    return timedOutRunning(timeout);
  }

  static Result timedOutRunning(Duration timeout) {
    return Result.critical("Timed out (" + GoDuration.format(timeout) + ") running check");
  }

  /// What an exit code means, of a script here or in a container.
  static Result judge(long exitCode, String output) {
    if (exitCode == 0) {
      return Result.passing(output);
    }
    return exitCode == 1 ? Result.warning(output) : Result.critical(output);
  }
}
