package org.consulkv.app;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.LineNumberReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// Runs command lines from standard input, one a line, in one process, for the client's start-up
/// cache (`bin/train`). A line that starts with `?` is tried until the agent is up.
final class Training {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration RETRY = Duration.ofMillis(20);

  public static void main(String[] args) throws IOException {
    LineNumberReader lines =
        new LineNumberReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      boolean patient = line.startsWith("?");
      List<String> words = List.of((patient ? line.substring(1) : line).trim().split(" +", -1));
      if (run(words, patient) != 0) {
        throw new IllegalStateException("line " + lines.getLineNumber() + " failed: " + line);
      }
    }
  }

  private static int run(List<String> words, boolean patient) {
    long start = System.nanoTime();
    int status = Main.run(words);
    while (patient && status != 0 && System.nanoTime() - start < PATIENCE.toNanos()) {
      LockSupport.parkNanos(RETRY.toNanos());
      status = Main.run(words);
    }
    return status;
  }

  private Training() {}
}
