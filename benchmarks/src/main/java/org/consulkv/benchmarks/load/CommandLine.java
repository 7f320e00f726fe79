package org.consulkv.benchmarks.load;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.List;

/// `consul kv get`: the wall time of the whole process.
final class CommandLine implements Workload {
  private static final int RUNS = 30;

  @Override
  public Measured run(Setting setting) throws IOException {
    try (ServerProcess server = ServerProcess.dev(setting.consul())) {
      Client.awaitOk(server, Requests.put("bench/key").with(0));
      List<String> command =
          List.of(
              setting.consul().toString(),
              "kv",
              "get",
              "-http-addr=127.0.0.1:" + server.http().getPort(),
              "bench/key");
      double[] millis = new double[RUNS];
      for (int i = 0; i < RUNS; i++) {
        long start = System.nanoTime();
        run(command);
        millis[i] = (System.nanoTime() - start) / 1e6;
      }
      Arrays.sort(millis);
      double median = millis[RUNS / 2];
      return Measured.of(
          median,
          "%.0f ms median | | fastest %.0f ms, slowest %.0f ms",
          median,
          millis[0],
          millis[RUNS - 1]);
    }
  }

  private static void run(List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().keySet().removeIf(name -> name.startsWith("CONSUL_"));
    builder.environment().put("CONSUL_BUILD", "0");
    try {
      int status = builder.start().waitFor();
      if (status != 0) {
        throw new IOException(command + ": exit status " + status);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("while " + command + " ran").initCause(e);
    }
  }
}
