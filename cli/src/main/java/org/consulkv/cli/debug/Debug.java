package org.consulkv.cli.debug;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.consulkv.cli.client.Client;
import org.consulkv.cli.command.ClientCommand;
import org.consulkv.cli.command.CommandError;
import org.consulkv.cli.command.ExitCode;
import org.consulkv.cli.command.Scope;
import org.consulkv.cli.command.Terminal;
import org.consulkv.cli.flag.Flag;
import org.consulkv.cli.flag.Kind;
import org.consulkv.cli.json.JsonObject;
import org.consulkv.cli.watch.Pause;

/// `consul debug`.
public final class Debug extends ClientCommand {
  private static final Duration SHORTEST_DURATION = Duration.ofSeconds(10);
  private static final Duration SHORTEST_INTERVAL = Duration.ofSeconds(5);
  private static final List<String> TARGETS =
      List.of("agent", "cluster", "host", "logs", "metrics", "pprof");

  private final Pause pause;
  private final Flag archive =
      flags.declare(
          "archive",
          Kind.SWITCH,
          "true",
          "Packs everything into one file, OUTPUT.tar.gz; with false, leaves the folder.");
  private final Flag capture =
      flags.list(
          "capture",
          "What to collect: agent, cluster, host, logs, metrics or pprof; may be repeated. All of"
              + " them unless given.");
  private final Flag duration =
      flags.declare("duration", Kind.DURATION, "5m0s", "How long to collect, at least 10s.");
  private final Flag interval =
      flags.declare("interval", Kind.DURATION, "30s", "How often to collect, at least 5s.");
  private final Flag output =
      flags.string("output", "Folder or, without its ending, file to write.");

  public Debug() {
    this(Pause.REAL);
  }

  /// @param pause waits between two rounds
  Debug(Pause pause) {
    super(Scope.AGENT);
    this.pause = pause;
  }

  @Override
  protected String usage() {
    return """
    Usage: consul debug [options]

      Collects what an agent knows of itself, its host and its cluster, and for a
      while its log messages and metrics, into one archive to send to whoever
      looks for a fault.

          $ consul debug -duration=2m -interval=20s
          $ consul debug -capture=agent -capture=logs -output=/tmp/report

      Look into the archive before handing it on: log messages and the
      configuration may hold what others should not see.
    """;
  }

  @Override
  protected String failure() {
    return "Error querying target agent";
  }

  @Override
  protected int run(List<String> arguments, Client client, Terminal terminal) {
    if (!arguments.isEmpty()) {
      return terminal.fail("Too many arguments (expected 0, got " + arguments.size() + ")");
    }
    List<String> targets = targets();
    requireAtLeast(duration, SHORTEST_DURATION);
    requireAtLeast(interval, SHORTEST_INTERVAL);
    Path folder = Path.of(output.text().isEmpty() ? standardOutput() : output.text());
    Path file = Path.of(folder + ".tar.gz");
    requireFree(archive.isOn() ? file : folder);
    requireFree(folder);
    Object self = client.get("/v1/agent/self").sendOk().json();
    String version = self instanceof JsonObject agent ? agent.object("Config").text("Version") : "";
    announce(terminal, version, archive.isOn() ? file : folder, targets);
    try {
      Files.createDirectories(folder);
      new Collection(client, folder, Set.copyOf(targets), pause, terminal)
          .collect(version, duration.duration(), interval.duration());
      if (archive.isOn()) {
        Archive.pack(folder, file);
      }
    } catch (IOException e) {
      return terminal.fail("Capture validation failed: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return terminal.fail("Capture was interrupted");
    }
    terminal.print("Saved debug archive: " + (archive.isOn() ? file : folder));
    return ExitCode.OK;
  }

  private List<String> targets() {
    List<String> targets = new ArrayList<>();
    for (String given : capture.all()) {
      String target = given.equals("members") ? "cluster" : given;
      if (!TARGETS.contains(target)) {
        throw new CommandError(
            "Capture validation failed: unknown capture target "
                + given
                + ", expected one of "
                + String.join(", ", TARGETS));
      }
      targets.add(target);
    }
    return targets.isEmpty() ? TARGETS : targets;
  }

  private static void requireAtLeast(Flag flag, Duration least) {
    if (flag.duration().compareTo(least) < 0) {
      throw new CommandError(
          "Capture validation failed: "
              + flag.name()
              + " must be longer than "
              + least.toSeconds()
              + "s");
    }
  }

  private static void requireFree(Path path) {
    if (Files.exists(path)) {
      throw new CommandError("Capture validation failed: output " + path + " already exists");
    }
  }

  private static String standardOutput() {
    return "consul-debug-" + System.currentTimeMillis() / 1000;
  }

  private void announce(Terminal terminal, String version, Path to, List<String> targets) {
    terminal.print("Starting debugger and capturing static information...");
    line(terminal, "Agent Version", version);
    line(terminal, "Interval", interval.text());
    line(terminal, "Duration", duration.text());
    line(terminal, "Output", to.toString());
    line(terminal, "Capture", String.join(", ", targets));
  }

  private static void line(Terminal terminal, String name, String value) {
    terminal.print(String.format(Locale.ROOT, " %16s: '%s'", name, value));
  }
}
