package org.consulkv.benchmarks.load;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// `agent -dev`: the time until the first write succeeds, and the memory it takes when idle.
final class FirstPut implements Workload {
  private static final long IDLE_SECONDS = 5;

  @Override
  public Measured run(Setting setting) throws IOException {
    long start = System.nanoTime();
    try (ServerProcess server = ServerProcess.dev(setting.consul())) {
      double seconds = (Client.awaitOk(server, Requests.put("bench/first").with(0)) - start) / 1e9;
      LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(IDLE_SECONDS));
      return Measured.of(
          seconds,
          "%.2f s until the first PUT | | %.0f MB resident when idle",
          seconds,
          server.residentBytes() / 1e6);
    }
  }
}
