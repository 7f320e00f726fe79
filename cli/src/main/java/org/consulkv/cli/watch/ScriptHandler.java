package org.consulkv.cli.watch;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.consulkv.cli.json.JsonWriter;
import org.jspecify.annotations.Nullable;

/// Runs a program for every change: the value as JSON on its standard input, the index in
/// CONSUL_INDEX.
///
/// Threading: one thread.
public final class ScriptHandler implements WatchHandler {
  private final List<String> command;
  private final Map<String, String> environment;
  private final boolean endsOnFailure;
  private final Watcher.Complaints complaints;
  private boolean failed;

  /// @param environment what the program gets besides CONSUL_INDEX
  /// @param endsOnFailure whether the watch ends when the program fails
  public ScriptHandler(
      List<String> command,
      Map<String, String> environment,
      boolean endsOnFailure,
      Watcher.Complaints complaints) {
    this.command = List.copyOf(command);
    this.environment = Map.copyOf(environment);
    this.endsOnFailure = endsOnFailure;
    this.complaints = complaints;
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
  public boolean handle(long index, @Nullable Object value) {
    String problem = run(index, JsonWriter.compact(value) + "\n");
    if (problem.isEmpty()) {
      return true;
    }
    complaints.complain("Error executing handler: " + problem);
    failed = endsOnFailure;
    return !endsOnFailure;
  }

  private String run(long index, String input) {
    try {
      ProcessBuilder builder =
          new ProcessBuilder(new ArrayList<>(command))
              .redirectOutput(Redirect.INHERIT)
              .redirectError(Redirect.INHERIT);
      builder.environment().clear();
      builder.environment().putAll(environment);
      builder.environment().put("CONSUL_INDEX", Long.toUnsignedString(index));
      Process process = builder.start();
      feed(process, input);
      int status = process.waitFor();
      return status == 0 ? "" : "exit status " + status;
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
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
