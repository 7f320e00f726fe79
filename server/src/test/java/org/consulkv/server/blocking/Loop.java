package org.consulkv.server.blocking;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/// An event loop that a test turns by hand.
final class Loop implements Executor {
  private final Queue<Runnable> tasks = new ArrayDeque<>();
  int ran;

  @Override
  public synchronized void execute(Runnable task) {
    tasks.add(task);
  }

  /// Runs what is there, and what that adds.
  void run() {
    for (Runnable task = next(); task != null; task = next()) {
      ran++;
      task.run();
    }
  }

  private synchronized @org.jspecify.annotations.Nullable Runnable next() {
    return tasks.poll();
  }
}
