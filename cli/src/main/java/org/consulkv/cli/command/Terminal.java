package org.consulkv.cli.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// The world around one command: its environment, its input and its two outputs. Every byte that a
/// command prints goes through here.
///
/// Threading: one command, one thread; the streams may be handed to others while the command waits.
public final class Terminal {
  private final Map<String, String> environment;
  private final InputStream in;
  private final OutputStream out;
  private final OutputStream err;

  public Terminal(
      Map<String, String> environment, InputStream in, OutputStream out, OutputStream err) {
    this.environment = environment;
    this.in = in;
    this.out = out;
    this.err = err;
  }

  /// An environment variable, empty if it is not set.
  public String environment(String name) {
    String value = environment.get(name);
    return value == null ? "" : value;
  }

  /// The whole environment, as child processes get it.
  public Map<String, String> environment() {
    return environment;
  }

  public InputStream in() {
    return in;
  }

  public OutputStream out() {
    return out;
  }

  public OutputStream err() {
    return err;
  }

  /// Prints a line on standard output.
  public void print(String line) {
    write(out, line.getBytes(StandardCharsets.UTF_8));
  }

  /// Prints bytes as they are, and a line end, on standard output.
  public void print(byte[] line) {
    write(out, line);
  }

  /// Prints a line on standard error.
  public void error(String line) {
    write(err, line.getBytes(StandardCharsets.UTF_8));
  }

  /// Prints a line on standard error and returns [ExitCode#FAILED].
  public int fail(String line) {
    error(line);
    return ExitCode.FAILED;
  }

  private static void write(OutputStream stream, byte[] line) {
    byte[] bytes = new byte[line.length + 1];
    System.arraycopy(line, 0, bytes, 0, line.length);
    bytes[line.length] = '\n';
    try {
      stream.write(bytes);
      stream.flush();
    } catch (IOException e) {
      throw new OutputClosed();
    }
  }
}
