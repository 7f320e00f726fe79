package org.consulkv.faults.node;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Ends the processes that a test left behind, when the tests' own process ends.
final class Orphans {
  private static final Set<Process> started = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> started.forEach(Process::destroyForcibly), "orphans"));
  }

  private Orphans() {}

  static void prevent(Process process) {
    started.removeIf(earlier -> !earlier.isAlive());
    started.add(process);
  }
}
