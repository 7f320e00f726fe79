package org.consulkv.clients;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.consulkv.testkit.machine.FreePort;

/// The distribution's `agent -dev` on free ports of the loopback address.
///
/// Threading: confined to one thread.
final class DevAgent implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration RETRY = Duration.ofMillis(20);

  private final Process process;
  private final int http;
  private final Path log;

  private DevAgent(Process process, int http, Path log) {
    this.process = process;
    this.http = http;
    this.log = log;
  }

  /// Starts one and waits until its catalog has the node's own check, as clients of a running
  /// cluster find it.
  ///
  /// @param folder for its output
  static DevAgent start(Path folder) throws IOException {
    int http = FreePort.next();
    Path log = folder.resolve("agent.log");
    Path dist = Path.of(System.getProperty("consul.dist", "../app/target/dist"));
    List<String> command =
        new ArrayList<>(
            List.of(
                dist.resolve("bin/consul").toAbsolutePath().normalize().toString(),
                "agent",
                "-dev",
                "-node=node1",
                "-bind=127.0.0.1",
                "-dns-port=-1",
                "-grpc-port=-1",
                "-http-port=" + http));
    for (String port : List.of("server", "serf-lan", "serf-wan")) {
      command.add("-" + port + "-port=" + FreePort.next());
    }
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("CONSUL_"));
    Process process =
        builder
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.to(log.toFile()))
            .start();
    DevAgent agent = new DevAgent(process, http, log);
    agent.awaitReady();
    return agent;
  }

  int http() {
    return http;
  }

  private void awaitReady() throws IOException {
    URI checks = URI.create("http://127.0.0.1:" + http + "/v1/health/node/node1");
    long end = System.nanoTime() + PATIENCE.toNanos();
    try (HttpClient client = HttpClient.newHttpClient()) {
      while (!isReady(client, checks)) {
        if (!process.isAlive() || System.nanoTime() > end) {
          close();
          throw new IOException("the agent did not start:\n" + Files.readString(log));
        }
        LockSupport.parkNanos(RETRY.toNanos());
      }
    }
  }

  private static boolean isReady(HttpClient client, URI checks) {
    try {
      var answer = client.send(HttpRequest.newBuilder(checks).build(), BodyHandlers.ofString());
      return answer.body().contains("serfHealth");
    } catch (IOException _) {
      return false; // not listening yet
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("while the agent started", e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
