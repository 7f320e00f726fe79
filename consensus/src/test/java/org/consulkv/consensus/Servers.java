package org.consulkv.consensus;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.consulkv.runtime.AddressBook;
import org.consulkv.runtime.LogStatus.Peer;
import org.consulkv.testkit.machine.Await;
import org.consulkv.testkit.machine.FreePort;

/// Some servers on this machine, each with a directory and a port, and the book in which they look
/// each other up.
final class Servers implements AutoCloseable {
  /// Patient enough to keep their leader while all of them stand still for a second, as they may on
  /// a machine with other things to do: few tests are about elections.
  private static final int RAFT_MULTIPLIER = 10;

  private final Path directory;
  private final Map<String, InetSocketAddress> addresses = new ConcurrentHashMap<>();
  private final List<OnDisk> running = new ArrayList<>();

  Servers(Path directory) {
    this.directory = directory;
  }

  /// Starts a cluster whose servers all know of each other from the start.
  static Servers together(Path directory, String... ids) throws IOException {
    var servers = new Servers(directory);
    var members = new ArrayList<Peer>();
    for (String id : ids) {
      members.add(new Peer(id, "", true));
    }
    for (String id : ids) {
      servers.start(id, members);
    }
    return servers;
  }

  AddressBook book() {
    return id -> Optional.ofNullable(addresses.get(id));
  }

  OnDisk start(String id, List<Peer> members) throws IOException {
    return start(id, members, FreePort.next());
  }

  OnDisk start(String id, List<Peer> members, int port) throws IOException {
    addresses.put(id, new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    RatisLogConfig config =
        OnDisk.alone(id, port, directory.resolve(id))
            .withInitialMembers(members)
            .withRaftMultiplier(RAFT_MULTIPLIER);
    OnDisk server = new OnDisk(directory.resolve(id)).with(config).with(book()).open();
    running.add(server);
    return server;
  }

  /// All that are in the book, as voters.
  List<Peer> peers() {
    return addresses.entrySet().stream()
        .map(entry -> new Peer(entry.getKey(), "127.0.0.1:" + entry.getValue().getPort(), true))
        .toList();
  }

  /// The servers that run.
  List<OnDisk> all() {
    return List.copyOf(running);
  }

  OnDisk get(String id) {
    return running.stream().filter(s -> s.config().id().equals(id)).findFirst().orElseThrow();
  }

  void stop(OnDisk server) {
    server.close();
    running.remove(server);
  }

  void startAgain(OnDisk server) throws IOException {
    running.add(server.open());
  }

  /// The server that leads, once it is ready to.
  OnDisk leader() {
    Await.until(() -> running.stream().anyMatch(server -> server.log().leads()));
    OnDisk leader = running.stream().filter(server -> server.log().leads()).findAny().orElseThrow();
    var ready = new CompletableFuture<Boolean>();
    leader.log().onLeadership(ready::complete);
    assertThat(ready.orTimeout(20, SECONDS).join()).isTrue();
    return leader;
  }

  /// Any server that does not lead.
  OnDisk follower() {
    OnDisk leader = leader();
    return running.stream().filter(server -> server != leader).findFirst().orElseThrow();
  }

  /// Waits until something that may fail while a leader is being found succeeds.
  static void eventually(Attempt attempt) {
    Await.until(() -> {
      try {
        attempt.start().get(5, SECONDS);
        return true;
      } catch (ExecutionException | TimeoutException e) {
        return false;
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    });
  }

  /// Something that may fail.
  interface Attempt {
    CompletableFuture<?> start();
  }

  @Override
  public void close() {
    running.forEach(OnDisk::close);
  }
}
