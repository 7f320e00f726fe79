package org.consulkv.faults.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Commands and whether they succeed.
public final class Shell {
  private Shell() {}

  /// Runs one to its end.
  ///
  /// @throws AssertionError if it fails or takes too long, with what it printed
  public static void run(List<String> command) {
    String failure = failure(new ProcessBuilder(command).redirectErrorStream(true));
    if (!failure.isEmpty()) {
      throw new AssertionError(failure);
    }
  }

  /// Runs one to its end.
  ///
  /// @return nothing if it succeeded, otherwise the command and what it printed
  public static String failure(ProcessBuilder command) {
    try {
      Process process = command.start();
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0
          ? ""
          : String.join(" ", command.command()) + ": " + output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
