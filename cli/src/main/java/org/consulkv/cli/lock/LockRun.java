package org.consulkv.cli.lock;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.consulkv.cli.client.ClientError;
import org.consulkv.cli.command.ExitCode;
import org.consulkv.cli.command.Terminal;
import org.consulkv.cli.watch.Pause;

/// One lock taken, one program run, and everything put back.
///
/// Threading: the command's thread waits for what threads of their own find out: that the lock is
/// held, that it is lost, that the session is gone.
final class LockRun {
  /// The command line, understood.
  ///
  /// @param prefix without slashes around it
  /// @param command what to execute
  /// @param limit how many may hold it
  /// @param tryFor zero for as long as it takes
  /// @param retries of questions about a lock that is held
  record Plan(
      String prefix,
      List<String> command,
      long limit,
      String sessionName,
      Duration tryFor,
      long retries,
      boolean passInput,
      boolean childExitCode,
      boolean verbose) {}

  private static final int CHILD_FAILED = 2;
  private static final Duration WATCH = Duration.ofSeconds(15);
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final Plan plan;
  private final LockKv kv;
  private final Terminal terminal;
  private final CompletableFuture<Void> lost = new CompletableFuture<>();

  LockRun(Plan plan, LockKv kv, Terminal terminal) {
    this.plan = plan;
    this.kv = kv;
    this.terminal = terminal;
  }

  int run() {
    say(
        plan.limit() == 1
            ? "Setting up lock at path: " + plan.prefix() + "/.lock"
            : "Setting up semaphore (limit " + plan.limit() + ") at prefix: " + plan.prefix());
    try (Interruption interruption = Interruption.watch()) {
      say("Attempting lock acquisition");
      LockSession session;
      try {
        // A mutex is released; of a semaphore's contender nothing shall remain.
        String behavior = plan.limit() == 1 ? "release" : "delete";
        session = LockSession.create(kv, plan.sessionName(), behavior, () -> lost.complete(null));
      } catch (ClientError e) {
        return terminal.fail("Lock acquisition failed: " + e.text());
      }
      return hold(session, interruption);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.FAILED;
    }
  }

  private int hold(LockSession session, Interruption interruption) throws InterruptedException {
    Holding holding =
        plan.limit() == 1
            ? new Mutex(kv, plan.prefix() + "/.lock", session.id(), Pause.REAL)
            : new Semaphore(kv, plan.prefix(), plan.limit(), session.id());
    int status = ExitCode.FAILED;
    boolean held = false;
    try {
      held = acquire(holding, interruption);
      if (held) {
        status = runChild(holding, interruption);
      } else {
        terminal.error("Shutdown triggered or timeout during lock acquisition");
      }
    } catch (ClientError e) {
      terminal.error("Lock acquisition failed: " + e.text());
    }
    return giveBack(held, holding, session) ? status : ExitCode.FAILED;
  }

  /// @return false if the time is over or there was an interrupt
  private boolean acquire(Holding holding, Interruption interruption) {
    Deadline deadline = new Deadline(plan.tryFor());
    CompletableFuture<Boolean> acquired = new CompletableFuture<>();
    daemon(
        "acquire",
        () -> {
          try {
            acquired.complete(holding.tryFor(deadline));
          } catch (RuntimeException | InterruptedException e) {
            acquired.completeExceptionally(e);
          }
        });
    try {
      CompletableFuture.anyOf(acquired, interruption.came(), lost).join();
      return acquired.isDone() && acquired.join();
    } catch (CompletionException | CancellationException e) {
      if (e.getCause() instanceof RuntimeException error) {
        throw error;
      }
      return false;
    }
  }

  private int runChild(Holding holding, Interruption interruption) throws InterruptedException {
    say("Starting handler");
    Child child;
    try {
      child = Child.start(plan.command(), terminal.environment(), plan.passInput());
    } catch (IOException e) {
      return terminal.fail("Error executing handler: " + e.getMessage());
    }
    daemon("monitor", () -> monitor(holding));
    CompletableFuture.anyOf(child.ended(), lost, interruption.came()).join();
    boolean byItself = child.ended().isDone();
    if (!byItself) {
      say(lost.isDone() ? "Lock lost, killing child" : "Shutdown triggered, killing child");
      say("Terminating child pid " + child.pid());
      child.terminate();
    }
    String failure = child.failure();
    if (!failure.isEmpty()) {
      terminal.error("Error running handler: " + failure);
    }
    if (!byItself) {
      return ExitCode.FAILED;
    }
    return plan.childExitCode() && !failure.isEmpty() ? CHILD_FAILED : ExitCode.OK;
  }

  /// Watches the lock until it is lost, or the agent does not say often enough.
  private void monitor(Holding holding) {
    long failures = 0;
    boolean held = true;
    while (held) {
      try {
        held = holding.isStillHeld(WATCH);
        failures = 0;
      } catch (ClientError e) {
        failures++;
        held = failures <= plan.retries() && slept();
      }
    }
    lost.complete(null);
  }

  private static boolean slept() {
    try {
      Pause.REAL.pause(RETRY);
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  /// @return whether that went well, or nothing can be done about it
  private boolean giveBack(boolean held, Holding holding, LockSession session) {
    boolean wasLost = lost.isDone();
    try {
      if (held) {
        say(wasLost ? "Child terminated" : "Child terminated, releasing lock");
        holding.release();
      }
      session.close();
      if (held) {
        say(holding.cleanUp() ? "Cleanup succeeded" : "Cleanup aborted, lock in use");
      }
      return true;
    } catch (ClientError e) {
      terminal.error("Lock release failed: " + e.text());
      return wasLost;
    }
  }

  private static void daemon(String name, Runnable task) {
    Thread.ofPlatform().name(name).daemon().start(task);
  }

  private void say(String line) {
    if (plan.verbose()) {
      terminal.print(line);
    }
  }
}
