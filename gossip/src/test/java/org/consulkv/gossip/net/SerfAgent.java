package org.consulkv.gossip.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.consulkv.gossip.swim.Address;
import org.consulkv.testkit.machine.FreePort;
import org.junit.jupiter.api.Assumptions;

/// The real program, from Debian's package `serf`, on the loopback address.
final class SerfAgent implements AutoCloseable {
  private static final String ANY = "127.0.0.1:";
  private static final int PATIENCE_SECONDS = 30;

  private final String name;
  private final Address address;
  private final String rpc;
  private final Process process;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final List<String> seen = new ArrayList<>();

  private SerfAgent(String name, Address address, String rpc, Process process) {
    this.name = name;
    this.address = address;
    this.rpc = rpc;
    this.process = process;
  }

  static boolean isInstalled() {
    try {
      return new ProcessBuilder("serf", "version").start().waitFor() == 0;
    } catch (IOException _) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Starts an agent, or skips the test if the program is not installed.
  static SerfAgent start(String name, String... options) throws IOException {
    Assumptions.assumeTrue(isInstalled(), "serf is not installed");
    int port = FreePort.next();
    String rpc = ANY + FreePort.next();
    List<String> command =
        new ArrayList<>(
            List.of(
                "serf",
                "agent",
                "-node=" + name,
                "-bind=" + ANY + port,
                "-rpc-addr=" + rpc,
                "-profile=local",
                "-log-level=debug"));
    command.addAll(List.of(options));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    SerfAgent agent = new SerfAgent(name, Address.of("127.0.0.1", port), rpc, process);
    Thread.ofVirtual().start(agent::readLines);
    agent.awaitLine("EventMemberJoin: " + name);
    return agent;
  }

  private void readLines() {
    try (BufferedReader reader = process.inputReader(UTF_8)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(line);
      }
    } catch (IOException e) {
      lines.add("the log ended: " + e);
    }
  }

  String name() {
    return name;
  }

  Address address() {
    return address;
  }

  /// Waits for a line of the log that was not waited for before.
  String awaitLine(String part) {
    long endNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    try {
      while (true) {
        String line = lines.poll(endNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
        assertThat(line)
            .as("a line with '" + part + "' after " + String.join("\n", seen))
            .isNotNull();
        seen.add(line);
        if (line.contains(part)) {
          return line;
        }
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Runs a command of the program against this agent, and gives what it prints.
  String run(String command, String... arguments) {
    List<String> line = new ArrayList<>(List.of("serf", command, "-rpc-addr=" + rpc));
    line.addAll(List.of(arguments));
    try {
      Process run = new ProcessBuilder(line).redirectErrorStream(true).start();
      String output = new String(run.getInputStream().readAllBytes(), UTF_8);
      run.waitFor();
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// What `members` prints of a member: name, address, status, tags.
  String member(String of) {
    return run("members")
        .lines()
        .filter(line -> line.startsWith(of + " "))
        .findFirst()
        .orElse("")
        .replaceAll(" +", " ");
  }

  /// Kills it, so that it cannot say goodbye.
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /// Stops it without a goodbye, but so that it writes what it remembers.
  void stop() {
    process.destroy();
    process.onExit().join();
  }

  @Override
  public void close() {
    kill();
  }
}
