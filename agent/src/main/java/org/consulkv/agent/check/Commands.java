package org.consulkv.agent.check;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Runs programs of this machine and waits for their ends, each on a thread of its own: reading a
/// pipe holds one, and a process costs far more than its thread.
///
/// Threading: thread-safe.
final class Commands implements AutoCloseable {
  /// How a program ended.
  ///
  /// @param output what it wrote, cut
  record Ended(int exitCode, String output) {}

  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          Thread.ofPlatform().name("check-command-", 0).daemon().factory());

  /// @param judge makes a result of the end
  Prober.Running run(
      List<String> args, int outputLimit, Function<Ended, Result> judge, Consumer<Result> done) {
    Execution execution = new Execution();
    threads.execute(() -> execution.run(args, outputLimit, judge, done));
    return execution;
  }

  @Override
  public void close() {
    threads.shutdown();
  }

  /// Threading: the group is guarded by this; everything else is the thread's.
  private static final class Execution implements Prober.Running {
    private boolean cancelled;
    private @Nullable ProcessGroup group;

    void run(
        List<String> args, int outputLimit, Function<Ended, Result> judge, Consumer<Result> done) {
      Result result;
      try {
        ProcessGroup started = start(args);
        if (started == null) {
          return;
        }
        result = judge.apply(await(started.leader(), outputLimit));
        forget();
      } catch (IOException e) {
        result = Result.critical("failed to invoke: " + e.getMessage());
      } catch (InterruptedException _) {
        cancel();
        return;
      }
      done.accept(result);
    }

    private @Nullable ProcessGroup start(List<String> args) throws IOException {
      synchronized (this) {
        if (!cancelled) {
          group = ProcessGroup.start(args);
        }
        return group;
      }
    }

    /// From now on the group's number may be another's.
    private void forget() {
      synchronized (this) {
        group = null;
      }
    }

    private static Ended await(Process process, int outputLimit)
        throws IOException, InterruptedException {
      Output output = new Output(outputLimit);
      byte[] part = new byte[4096];
      try (InputStream in = process.getInputStream()) {
        for (int read = in.read(part); read >= 0; read = in.read(part)) {
          output.write(part, 0, read);
        }
      }
      return new Ended(process.waitFor(), output.textWithCount());
    }

    @Override
    public void cancel() {
      synchronized (this) {
        cancelled = true;
        if (group != null) {
          group.kill();
        }
      }
    }
  }
}
