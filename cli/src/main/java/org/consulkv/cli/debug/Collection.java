package org.consulkv.cli.debug;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.consulkv.cli.client.Client;
import org.consulkv.cli.client.ClientError;
import org.consulkv.cli.client.Response;
import org.consulkv.cli.command.Terminal;
import org.consulkv.cli.json.JsonObject;
import org.consulkv.cli.json.JsonWriter;
import org.consulkv.cli.watch.Pause;
import org.jspecify.annotations.Nullable;

/// Asks an agent for what it knows, and writes each answer to a file of its own.
///
/// Threading: one thread, and a virtual one that copies the log messages.
final class Collection {
  private final Client client;
  private final Path folder;
  private final Set<String> targets;
  private final Pause pause;
  private final Terminal terminal;
  private @Nullable Thread copier;

  Collection(Client client, Path folder, Set<String> targets, Pause pause, Terminal terminal) {
    this.client = client;
    this.folder = folder;
    this.targets = targets;
    this.pause = pause;
    this.terminal = terminal;
  }

  void collect(String version, Duration duration, Duration interval)
      throws IOException, InterruptedException {
    writeIndex(version, duration, interval);
    once("agent", "/v1/agent/self", "agent.json");
    once("host", "/v1/agent/host", "host.json");
    once("cluster", "/v1/agent/members", "cluster.json");
    once("pprof", "/debug/pprof/heap", "heap.prof");
    once("pprof", "/debug/pprof/goroutine", "goroutine.prof");
    Response logs = targets.contains("logs") ? logs() : null;
    try (logs) {
      repeat(duration, interval);
    }
    if (copier != null) {
      copier.join();
    }
  }

  private void writeIndex(String version, Duration duration, Duration interval) throws IOException {
    JsonObject index =
        new JsonObject()
            .put("Version", "1")
            .put("AgentVersion", version)
            .put("Interval", interval.toSeconds() + "s")
            .put("Duration", duration.toSeconds() + "s")
            .put("Targets", List.copyOf(new TreeSet<>(targets)));
    Files.writeString(folder.resolve("index.json"), JsonWriter.indented(index, "  ") + "\n");
  }

  /// One file of the agent's; that it has no such thing is said, and is no failure.
  private void once(String target, String path, String file) throws IOException {
    if (!targets.contains(target)) {
      return;
    }
    try (Response response = client.get(path).send()) {
      if (response.status() == 200) {
        Files.write(folder.resolve(file), response.bytes());
      } else {
        terminal.error("The agent has no " + path + " (status " + response.status() + ")");
      }
    } catch (ClientError e) {
      terminal.error("Error capturing " + target + ": " + e.text());
    }
  }

  private void repeat(Duration duration, Duration interval)
      throws IOException, InterruptedException {
    int round = 0;
    for (Duration left = duration; left.isPositive(); left = left.minus(interval)) {
      terminal.print("Beginning capture interval (" + round + ")");
      metrics();
      pause.pause(left.compareTo(interval) < 0 ? left : interval);
      round++;
    }
  }

  /// One line for each round.
  private void metrics() throws IOException {
    if (!targets.contains("metrics")) {
      return;
    }
    try {
      Object metrics = client.get("/v1/agent/metrics").sendOk().json();
      Files.writeString(
          folder.resolve("metrics.json"),
          JsonWriter.compact(metrics) + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (ClientError e) {
      terminal.error("Error capturing metrics: " + e.text());
    }
  }

  /// Copies log messages until the answer is closed.
  private Response logs() throws IOException {
    Response response = client.get("/v1/agent/monitor").param("loglevel", "DEBUG").sendOk();
    OutputStream file = Files.newOutputStream(folder.resolve("consul.log"));
    copier =
        Thread.startVirtualThread(() -> {
          try (file) {
            copy(response.body(), file);
          } catch (IOException e) {
            terminal.error("Error writing log messages: " + e.getMessage());
          }
        });
    return response;
  }

  /// A connection that is closed ends the messages as an orderly end does.
  private static void copy(InputStream messages, OutputStream file) throws IOException {
    byte[] buffer = new byte[16 * 1024];
    while (true) {
      int count;
      try {
        count = messages.read(buffer);
      } catch (IOException e) {
        file.write("(end of messages)\n".getBytes(StandardCharsets.UTF_8));
        return;
      }
      if (count < 0) {
        return;
      }
      file.write(buffer, 0, count);
    }
  }
}
