package org.consulkv.cli.lock;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.consulkv.cli.command.ExitCode;

/// Turns an interrupt (control-C, SIGTERM) into an orderly end: the program is ended and the lock
/// released before this process goes.
///
/// Threading: thread-safe; the hook runs on a thread of the JVM's.
final class Interruption implements AutoCloseable {
  /// For the child's end, and as much again for the agent's answers.
  private static final Duration PATIENCE = Child.GRACE.multipliedBy(2);

  private final CompletableFuture<Void> came = new CompletableFuture<>();
  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread hook = new Thread(this::interrupt, "interrupt");

  static Interruption watch() {
    Interruption interruption = new Interruption();
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  /// Done when there was an interrupt.
  CompletableFuture<Void> came() {
    return came;
  }

  private void interrupt() {
    came.complete(null);
    try {
      boolean _ = done.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(ExitCode.FAILED);
  }

  @Override
  public void close() {
    done.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The interrupt is here; the hook ends the process.
    }
  }
}
