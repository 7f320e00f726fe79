package org.consulkv.consensus;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.consulkv.runtime.AddressBook;
import org.consulkv.runtime.Bytes;
import org.consulkv.runtime.LogException;
import org.consulkv.runtime.LogException.Reason;
import org.consulkv.runtime.rpc.RpcServices;
import org.consulkv.testkit.machine.FreePort;

/// One server with its directory: opened, closed and opened again by a test.
final class OnDisk implements AutoCloseable {
  private final Path directory;
  private RatisLogConfig config;
  private Journal journal = new Journal();
  private final CompletableFuture<Throwable> fatal = new CompletableFuture<>();
  private DiskSpace disk;
  private AddressBook book = _ -> Optional.empty();
  private RatisLog<Long> log;

  @SuppressWarnings("NullAway.Init") // open() comes first
  OnDisk(Path directory) {
    this.directory = directory;
    this.disk = new DiskSpace(directory, () -> Long.MAX_VALUE);
    this.config = alone("n1", FreePort.next(), directory.resolve("raft"));
  }

  static RatisLogConfig alone(String id, int port, Path directory) {
    var bind = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    return RatisLogConfig.alone(id, bind, "127.0.0.1:" + port, directory);
  }

  OnDisk with(RatisLogConfig changed) {
    config = changed;
    return this;
  }

  OnDisk with(DiskSpace changed) {
    disk = changed;
    return this;
  }

  OnDisk with(AddressBook changed) {
    book = changed;
    return this;
  }

  RatisLogConfig config() {
    return config;
  }

  OnDisk open() throws IOException {
    journal = new Journal();
    RaftCalls calls = RaftCalls.open(config, book, new RpcServices());
    log = RatisLog.open(config, journal, fatal::complete, calls, disk);
    return this;
  }

  OnDisk reopen() throws IOException {
    log.close();
    return open();
  }

  RatisLog<Long> log() {
    return log;
  }

  /// What stopped the node.
  CompletableFuture<Throwable> fatal() {
    return fatal;
  }

  Journal journal() {
    return journal;
  }

  CompletableFuture<Long> propose(String command) {
    return log.propose(Bytes.utf8(command));
  }

  long commit(String command) {
    return propose(command).orTimeout(20, SECONDS).join();
  }

  /// Proposes `prefix0` and so on without waiting between, then waits for all.
  List<String> commitMany(String prefix, int count) {
    List<String> commands = IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
    var outcomes = new ArrayList<CompletableFuture<Long>>();
    commands.forEach(command -> outcomes.add(propose(command)));
    outcomes.forEach(outcome -> assertThat(outcome.orTimeout(20, SECONDS).join()).isPositive());
    return commands;
  }

  /// Ratis' folder with the log's files.
  Path current() {
    return RatisNode.groupDirectory(config.directory()).resolve("current");
  }

  Path snapshots() {
    return RatisStateMachine.directory(RatisNode.groupDirectory(config.directory()));
  }

  List<Path> segments() throws IOException {
    try (Stream<Path> files = Files.list(current())) {
      return files.filter(file -> Segment.of(file).isPresent()).sorted().toList();
    }
  }

  /// Copies what is on the disk right now, as a crash would leave it, for another server.
  OnDisk copyTo(Path target) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path copy = target.resolve(directory.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else if (!file.endsWith("in_use.lock")) {
          Files.copy(file, copy);
        }
      }
    }
    return new OnDisk(target);
  }

  static Reason reasonOf(CompletableFuture<?> failed) {
    try {
      failed.get(20, SECONDS);
      throw new AssertionError("did not fail");
    } catch (ExecutionException | CompletionException e) {
      return reasonOf(e);
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  static Reason reasonOf(Exception wrapping) {
    if (wrapping.getCause() instanceof LogException expected) {
      return expected.reason();
    }
    throw new AssertionError(wrapping);
  }

  @Override
  public void close() {
    if (log != null) {
      log.close();
    }
  }
}
