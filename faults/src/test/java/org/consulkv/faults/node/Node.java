package org.consulkv.faults.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.consulkv.testkit.machine.Await;
import org.jspecify.annotations.Nullable;

/// A server in a process of its own, with its data directory and its log. It is started, killed and
/// started again on the same data.
///
/// Threading: thread-safe; one thread starts and ends the process, any number ask whether it is up.
public final class Node implements Target, AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofMinutes(2);
  private static final Duration EXIT_LIMIT = Duration.ofSeconds(30);
  private static final int LOG_LINES_SHOWN = 40;

  private final Client client = new Client(() -> "http://" + httpAddress());
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private @Nullable Process process;
  private boolean ready;
  private boolean closed;
  private volatile NodeSettings settings;

  public Node(NodeSettings settings) {
    this.settings = settings;
  }

  public NodeSettings settings() {
    return settings;
  }

  /// Lets it be started in another way from now on; it must not run.
  public void change(NodeSettings other) {
    settings = other;
  }

  private String httpAddress() {
    return settings.host().address() + ":" + settings.ports().http();
  }

  @Override
  public Client client() {
    return client;
  }

  /// The program's command line as a client of this node, to be started.
  public ProcessBuilder command(String... arguments) {
    List<String> command = new ArrayList<>(settings.host().prefix());
    command.add(Distribution.program().toString());
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("CONSUL_"));
    builder.environment().put("CONSUL_HTTP_ADDR", httpAddress());
    return builder;
  }

  /// Starts the process and returns once it serves.
  public Node start() {
    launch();
    awaitServing();
    return this;
  }

  /// Starts the process and returns at once.
  public void launch() {
    List<String> command = new ArrayList<>(settings.host().prefix());
    command.add(Distribution.program().toString());
    command.addAll(settings.arguments());
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(settings.log().toFile()));
    builder.environment().keySet().removeIf(name -> name.startsWith("CONSUL_"));
    lock.lock();
    try {
      if (process != null && process.isAlive()) {
        throw new IllegalStateException(settings.name() + " runs already");
      }
      process = builder.start();
      Orphans.prevent(process);
    } catch (IOException e) {
      throw new UncheckedIOException("starting " + command, e);
    } finally {
      lock.unlock();
    }
  }

  /// Returns once the node names a leader and answers a read in the default mode.
  ///
  /// @throws AssertionError if it ends or takes too long
  public void awaitServing() {
    Await.until(
        START_LIMIT,
        () -> {
          if (!running().isAlive()) {
            throw new AssertionError(
                settings.name() + " ended with status " + running().exitValue() + tail());
          }
          return serves();
        },
        () -> settings.name() + " serves" + tail());
    setReady(true);
  }

  /// Waits until the process that was launched serves or ends.
  ///
  /// @return false if it has ended
  public boolean servesOrEnds() {
    Process launched = running();
    Await.until(
        START_LIMIT,
        () -> !launched.isAlive() || serves(),
        () -> settings.name() + " serves or ends" + tail());
    setReady(launched.isAlive());
    return launched.isAlive();
  }

  private boolean serves() {
    return client.get("/v1/status/leader") instanceof Answer.Reply leader
        && leader.status() == 200
        && leader.body().length() > 4
        && client.get("/v1/kv/none") instanceof Answer.Reply read
        && (read.status() == 200 || read.status() == 404);
  }

  /// Ends the process by SIGKILL; it gets no chance to do anything.
  public void kill() {
    setReady(false);
    Process victim = running();
    victim.destroyForcibly(); // SIGKILL
    exitStatus(victim);
  }

  /// Stops the process in its tracks by SIGSTOP: its connections stay, and nothing is answered.
  public void pause() {
    signal("STOP");
  }

  /// Lets it go on after [#pause].
  public void resume() {
    signal("CONT");
  }

  private void signal(String name) {
    try {
      String pid = Long.toString(pid());
      exitStatus(new ProcessBuilder("kill", "-" + name, pid).inheritIO().start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Asks the process to end by SIGTERM.
  ///
  /// @return its exit status
  public int terminate() {
    setReady(false);
    Process ending = running();
    ending.destroy(); // SIGTERM
    return exitStatus(ending);
  }

  /// Waits for the process to end by itself.
  ///
  /// @return its exit status
  public int awaitExit() {
    int status = exitStatus(running());
    setReady(false);
    return status;
  }

  @Override
  public boolean awaitUp() {
    lock.lock();
    try {
      long left = START_LIMIT.toNanos() * 2;
      while (!ready && !closed && left > 0) {
        left = changed.awaitNanos(left);
      }
      return ready;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  public long pid() {
    return running().pid();
  }

  /// All it has written to its log, over all starts.
  public String log() {
    try {
      return Files.exists(settings.log()) ? Files.readString(settings.log()) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The end of its log, for messages about failures.
  public String tail() {
    List<String> lines = log().lines().toList();
    return "; the end of its log:\n"
        + String.join(
            "\n", lines.subList(Math.max(0, lines.size() - LOG_LINES_SHOWN), lines.size()));
  }

  /// The files under its data directory whose path within it matches, in order of their names.
  public List<Path> files(String regex) {
    return Tree.files(settings.dataDir()).stream()
        .filter(file -> settings.dataDir().relativize(file).toString().matches(regex))
        .sorted()
        .toList();
  }

  /// Kills the process if it still runs.
  @Override
  public void close() {
    Optional<Process> last;
    lock.lock();
    try {
      closed = true;
      ready = false;
      changed.signalAll();
      last = Optional.ofNullable(process);
    } finally {
      lock.unlock();
    }
    last.ifPresent(running -> {
      running.destroyForcibly();
      exitStatus(running);
    });
    client.close();
  }

  private Process running() {
    lock.lock();
    try {
      if (process == null) {
        throw new IllegalStateException(settings.name() + " was not started");
      }
      return process;
    } finally {
      lock.unlock();
    }
  }

  private int exitStatus(Process ending) {
    try {
      if (!ending.waitFor(EXIT_LIMIT.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new AssertionError(settings.name() + " does not end" + tail());
      }
      return ending.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private void setReady(boolean value) {
    lock.lock();
    try {
      ready = value;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
