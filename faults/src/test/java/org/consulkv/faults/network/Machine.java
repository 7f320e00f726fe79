package org.consulkv.faults.network;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.consulkv.faults.node.Host;
import org.consulkv.faults.node.Shell;

/// A host in a network: a network namespace with one device, whose packets go through the switch.
///
/// Threading: thread-safe. A thread of its own stands in the namespace and keeps it.
public final class Machine implements AutoCloseable {
  private static final String DEVICE = "net0";

  private final String name;
  private final String deviceName;
  private final ExecutorService inside;
  private final int device;
  private final List<String> prefix;
  private final AtomicReference<String> address = new AtomicReference<>();

  private Machine(String name, String deviceName, boolean apart) {
    this.name = name;
    this.deviceName = deviceName;
    this.inside =
        Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("in " + name).factory());
    if (apart) {
      int thread =
          inside(() -> {
            Linux.leaveNetwork();
            return Linux.threadId();
          });
      long process = ProcessHandle.current().pid();
      prefix = List.of("nsenter", "--net=/proc/" + process + "/task/" + thread + "/ns/net");
      Shell.run(command("ip", "link", "set", "lo", "up"));
    } else {
      prefix = List.of();
    }
    this.device = inside(() -> Linux.device(deviceName));
    Shell.run(command("ip", "link", "set", deviceName, "up"));
  }

  /// In a namespace of its own.
  static Machine apart(String name, String address) {
    Machine machine = new Machine(name, DEVICE, true);
    machine.move(address);
    return machine;
  }

  /// Where the tests run, which becomes a host of the network under this address.
  static Machine here(String deviceName, String address) {
    Machine machine = new Machine("here", deviceName, false);
    machine.move(address);
    return machine;
  }

  public String name() {
    return name;
  }

  /// Its present address.
  public String address() {
    return address.get();
  }

  /// Where a node runs that runs here.
  public Host host() {
    return new Host(address(), prefix);
  }

  int device() {
    return device;
  }

  /// Replaces its address; connections of the old one are dead.
  void move(String other) {
    Shell.run(command("ip", "address", "flush", "dev", deviceName));
    Shell.run(command("ip", "address", "add", other + "/24", "dev", deviceName));
    address.set(other);
  }

  /// Calls on the thread that stands in the namespace: the sockets that it opens are of this host.
  <T> T inside(Callable<T> call) {
    try {
      return inside.submit(call).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("in " + name, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private List<String> command(String... command) {
    var all = new ArrayList<>(prefix);
    all.addAll(List.of(command));
    return all;
  }

  /// Lets the namespace go, and the device with it.
  @Override
  public void close() throws IOException {
    inside.shutdownNow();
    Linux.close(device);
  }

  @Override
  public String toString() {
    return name + " (" + address() + ")";
  }
}
