package org.consulkv.cli.lock;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The program that runs while the lock is held.
///
/// Threading: thread-safe.
final class Child {
  /// What a program has to end itself before it is killed.
  static final Duration GRACE = Duration.ofSeconds(5);

  private static final int SIGNALLED = 128;

  private final Process process;
  private final CompletableFuture<Process> ended;

  private Child(Process process) {
    this.process = process;
    ended = process.onExit();
  }

  /// @param environment what the program gets besides CONSUL_LOCK_HELD
  static Child start(List<String> command, Map<String, String> environment, boolean passInput)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectInput(
                passInput ? Redirect.INHERIT : Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(Redirect.INHERIT)
            .redirectError(Redirect.INHERIT);
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.environment().put("CONSUL_LOCK_HELD", "true");
    return new Child(builder.start());
  }

  long pid() {
    return process.pid();
  }

  CompletableFuture<Process> ended() {
    return ended;
  }

  /// Asks the program to end, then what it started and left behind, and kills those that do not.
  void terminate() throws InterruptedException {
    long startNanos = System.nanoTime();
    List<ProcessHandle> started = process.descendants().toList();
    process.destroy();
    if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
      process.destroyForcibly().waitFor();
    }
    started.forEach(ProcessHandle::destroy);
    for (ProcessHandle left : started) {
      Duration rest = GRACE.minusNanos(System.nanoTime() - startNanos);
      if (!endsWithin(left, rest)) {
        left.destroyForcibly();
      }
    }
  }

  private static boolean endsWithin(ProcessHandle handle, Duration time)
      throws InterruptedException {
    try {
      handle.onExit().get(Math.max(1, time.toMillis()), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException | ExecutionException e) {
      return false;
    }
  }

  /// How the ended program failed, empty if it did not.
  String failure() {
    int status = process.exitValue();
    if (status == 0) {
      return "";
    }
    return switch (status - SIGNALLED) {
      case 2 -> "signal: interrupt";
      case 9 -> "signal: killed";
      case 15 -> "signal: terminated";
      default -> "exit status " + status;
    };
  }
}
