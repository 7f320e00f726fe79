package org.consulkv.faults.network;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/// A switch and its hosts. The process that makes it is a host too, and always reaches all others.
///
/// Threading: thread-safe. One thread for each host reads what the host sends and writes it to the
/// host it is for, or hands it to one that waits.
public final class Network implements AutoCloseable {
  private static final int PACKET_BYTES = 1 << 16;
  private static final int DESTINATION_OFFSET = 16;
  private static final int HEADER_BYTES = 20;
  private static final int POLL_MILLIS = 100;
  private static final int HERE = 254;
  private static final int ADDRESSES_PER_TURN = 16;

  private final String subnet;
  private final List<Machine> machines = new ArrayList<>();
  private final List<Thread> readers = new ArrayList<>();
  private final ConcurrentMap<Integer, Machine> byLastByte = new ConcurrentHashMap<>();
  private final ConcurrentMap<Pair, Link> links = new ConcurrentHashMap<>();
  private final ScheduledExecutorService late =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
  private final Machine here;
  private volatile boolean closed;
  private int turn;

  private record Pair(Machine from, Machine to) {}

  private Network(int hosts) {
    long pid = ProcessHandle.current().pid();
    this.subnet = "10." + (96 + pid / 250 % 128) + "." + pid % 250 + ".";
    this.here = Machine.here("cut" + pid, subnet + HERE);
    byLastByte.put(HERE, here);
    for (int i = 1; i <= hosts; i++) {
      Machine machine = Machine.apart("n" + i, subnet + i);
      machines.add(machine);
      byLastByte.put(i, machine);
    }
    listen(here);
    machines.forEach(this::listen);
  }

  /// Whether this process may make networks: it must be root, and the kernel have network devices
  /// for programs.
  public static boolean allowed() {
    return "root".equals(System.getProperty("user.name"))
        && Files.isWritable(Path.of("/dev/net/tun"));
  }

  /// A network of so many hosts that reach each other. A process has one at a time.
  ///
  /// @param hosts at most 15
  public static Network of(int hosts) {
    return new Network(hosts);
  }

  public List<Machine> machines() {
    return List.copyOf(machines);
  }

  /// Sets what becomes of packets in one direction.
  public void link(Machine from, Machine to, Link link) {
    links.put(new Pair(from, to), link);
  }

  /// Cuts both directions.
  public void cut(Machine one, Machine other) {
    link(one, other, Link.CUT);
    link(other, one, Link.CUT);
  }

  /// Splits the hosts: those of one group reach those of the other no more.
  public void split(List<Machine> one, List<Machine> others) {
    one.forEach(left -> others.forEach(right -> cut(left, right)));
  }

  /// Sets what becomes of packets between all hosts; the tests' own way to them stays clear.
  public void everywhere(Link link) {
    machines.forEach(from -> machines.forEach(to -> link(from, to, link)));
  }

  /// All reach all again, at once and without loss.
  public void heal() {
    links.clear();
  }

  /// Gives every host an address that none had before.
  public void moveAll() {
    turn++;
    for (int i = 1; i <= machines.size(); i++) {
      Machine machine = machines.get(i - 1);
      byLastByte.values().remove(machine);
      int last = turn * ADDRESSES_PER_TURN + i;
      machine.move(subnet + last);
      byLastByte.put(last, machine);
    }
  }

  @Override
  public void close() {
    closed = true;
    for (Thread reader : readers) {
      try {
        reader.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    late.shutdownNow();
    try {
      for (Machine machine : byLastByte.values()) {
        machine.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void listen(Machine machine) {
    readers.add(
        Thread.ofPlatform().daemon().name("from " + machine).start(() -> carryAll(machine)));
  }

  private void carryAll(Machine from) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment packet = arena.allocate(PACKET_BYTES);
      while (!closed) {
        if (Linux.readable(from.device(), POLL_MILLIS)) {
          for (int length = 1; length > 0; ) {
            length = Linux.read(from.device(), packet);
            carry(from, packet, length);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void carry(Machine from, MemorySegment packet, int length) throws IOException {
    if (length < HEADER_BYTES || packet.get(JAVA_BYTE, 0) >> 4 != 4) {
      return; // nothing, or not IPv4
    }
    int last = Byte.toUnsignedInt(packet.get(JAVA_BYTE, DESTINATION_OFFSET + 3));
    Machine to = byLastByte.get(last);
    if (to == null) {
      return; // nobody has that address (any more)
    }
    Link link = links.getOrDefault(new Pair(from, to), Link.CLEAR);
    if (link.loss() > 0 && ThreadLocalRandom.current().nextDouble() < link.loss()) {
      return;
    }
    long delayNanos =
        link.delay().toNanos()
            + (long) (link.jitter().toNanos() * ThreadLocalRandom.current().nextDouble());
    if (delayNanos == 0) {
      Linux.write(to.device(), packet, length);
    } else {
      byte[] copy = packet.asSlice(0, length).toArray(JAVA_BYTE);
      var _ = late.schedule(() -> deliver(to, copy), delayNanos, TimeUnit.NANOSECONDS);
    }
  }

  private void deliver(Machine to, byte[] packet) {
    try (Arena arena = Arena.ofConfined()) {
      if (!closed) {
        Linux.write(to.device(), arena.allocateFrom(JAVA_BYTE, packet), packet.length);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
