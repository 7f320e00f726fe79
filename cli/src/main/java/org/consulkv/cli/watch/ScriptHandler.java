package org.consulkv.cli.watch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.consulkv.cli.json.JsonWriter;
import org.jspecify.annotations.Nullable;

/// Runs a program for every change: the value as JSON on its standard input, the index in
/// CONSUL_INDEX.
///
/// Threading: one thread.
public final class ScriptHandler implements WatchHandler {
  /// How much of a program's output is kept, from its start.
  private static final int OUTPUT_BYTES = 4096;

  private final List<String> command;
  private final Map<String, String> environment;
  private final boolean endsOnFailure;
  private final Watcher.Complaints complaints;
  private final @Nullable Consumer<String> output;
  private boolean failed;

  private ScriptHandler(
      List<String> command,
      Map<String, String> environment,
      boolean endsOnFailure,
      Watcher.Complaints complaints,
      @Nullable Consumer<String> output) {
    this.command = List.copyOf(command);
    this.environment = Map.copyOf(environment);
    this.endsOnFailure = endsOnFailure;
    this.complaints = complaints;
    this.output = output;
  }

  /// A program of the command line: it writes where this process does, and its failure ends the
  /// watch.
  ///
  /// @param environment what the program gets besides CONSUL_INDEX
  public static ScriptHandler attached(
      List<String> command, Map<String, String> environment, Watcher.Complaints complaints) {
    return new ScriptHandler(command, environment, true, complaints, null);
  }

  /// A program of an agent, whose failure is complained about.
  ///
  /// @param environment what the program gets besides CONSUL_INDEX
  /// @param output gets the beginning of what it wrote, when it has ended
  public static ScriptHandler detached(
      List<String> command,
      Map<String, String> environment,
      Watcher.Complaints complaints,
      Consumer<String> output) {
    return new ScriptHandler(command, environment, false, complaints, output);
  }

  /// The words of a command line for the shell, as one argument or several.
  public static List<String> byShell(List<String> words) {
    return List.of("/bin/sh", "-c", String.join(" ", words));
  }

  /// Whether the watch ended because the program failed.
  public boolean hasFailed() {
    return failed;
  }

  @Override
  public boolean handle(String cursor, @Nullable Object value) {
    String problem = run(cursor, JsonWriter.compact(value) + "\n");
    if (problem.isEmpty()) {
      return true;
    }
    complaints.complain("Error executing handler: " + problem);
    failed = endsOnFailure;
    return !endsOnFailure;
  }

  private String run(String cursor, String input) {
    try {
      ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command));
      if (output == null) {
        builder.redirectOutput(Redirect.INHERIT).redirectError(Redirect.INHERIT);
      } else {
        builder.redirectErrorStream(true);
      }
      builder.environment().clear();
      builder.environment().putAll(environment);
      builder.environment().put("CONSUL_INDEX", cursor);
      Process process = builder.start();
      CompletableFuture<Void> read = output == null ? null : collect(process, output);
      feed(process, input);
      int status = process.waitFor();
      if (read != null) {
        read.join();
      }
      return status == 0 ? "" : "exit status " + status;
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }

  private static CompletableFuture<Void> collect(Process process, Consumer<String> output) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    Thread.startVirtualThread(() -> {
      try (InputStream in = process.getInputStream()) {
        byte[] start = in.readNBytes(OUTPUT_BYTES);
        in.transferTo(OutputStream.nullOutputStream());
        output.accept(new String(start, StandardCharsets.UTF_8));
      } catch (IOException e) {
        output.accept("(its output cannot be read: " + e.getMessage() + ")");
      } finally {
        done.complete(null);
      }
    });
    return done;
  }

  /// A program need not read its input.
  private static void feed(Process process, String input) {
    try (OutputStream in = process.getOutputStream()) {
      in.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // It has closed its input.
    }
  }
}
