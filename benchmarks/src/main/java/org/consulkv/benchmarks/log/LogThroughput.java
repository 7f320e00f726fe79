package org.consulkv.benchmarks.log;

import com.sun.management.OperatingSystemMXBean;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.consulkv.consensus.LogLimits;
import org.consulkv.consensus.MemoryLog;
import org.consulkv.consensus.RatisLog;
import org.consulkv.consensus.RatisLogConfig;
import org.consulkv.runtime.Bytes;
import org.consulkv.runtime.LogStatus.Peer;
import org.consulkv.runtime.ReplicatedLog;
import org.consulkv.runtime.StateMachine;

/// Proposals a second and CPU of each, with proposers that wait for each answer as HTTP clients do.
///
/// Arguments: proposers, rounds of two seconds, `disk`, `memory` or `three` (servers, each with a
/// log on this disk), entries in flight.
public final class LogThroughput {
  private static final int COMMAND_BYTES = 130; // a PUT of a value of 100 bytes
  private static final Bytes COMMAND = Bytes.owning(new byte[COMMAND_BYTES]);

  private final ReplicatedLog<Long> log;
  private final Counting machine;
  private volatile boolean over;
  private final LongAdder answered = new LongAdder();
  private final Executor loop =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory());

  private LogThroughput(ReplicatedLog<Long> log, Counting machine) {
    this.log = log;
    this.machine = machine;
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    PrintStream out = System.out;
    int proposers = Integer.parseInt(args[0]);
    int rounds = Integer.parseInt(args[1]);
    LogLimits limits = inFlight(args.length > 3 ? Integer.parseInt(args[3]) : 2);
    Path directory = Files.createTempDirectory("log-throughput");
    var machine = new Counting();
    try (ReplicatedLog<Long> log = open(args[2], directory, machine, limits)) {
      var run = new LogThroughput(log, machine);
      for (int i = 0; i < proposers; i++) {
        run.propose();
      }
      for (int i = 0; i < rounds; i++) {
        out.println(run.round());
      }
      run.over = true;
    }
  }

  private static LogLimits inFlight(int entries) {
    LogLimits limits = LogLimits.DEFAULT;
    return new LogLimits(
        limits.commandBytes(),
        limits.entryCommands(),
        limits.entryBytes(),
        entries,
        limits.queuedCommands(),
        limits.queuedBytes());
  }

  private static ReplicatedLog<Long> open(
      String kind, Path directory, Counting machine, LogLimits limits) throws IOException {
    if (kind.equals("memory")) {
      return new MemoryLog<>("bench", "127.0.0.1:8300", machine, LogThroughput::stop, limits);
    }
    InetAddress local = InetAddress.getLoopbackAddress();
    int port = freePort(local);
    if (kind.equals("three")) {
      return three(directory, machine, limits);
    }
    return RatisLog.open(
        RatisLogConfig.alone(
                "bench", new InetSocketAddress(local, port), "127.0.0.1:" + port, directory)
            .withLimits(limits),
        machine,
        LogThroughput::stop);
  }

  private static int freePort(InetAddress local) throws IOException {
    try (var free = new ServerSocket(0, 1, local)) {
      return free.getLocalPort();
    }
  }

  /// Three servers in this process; gives the one that leads.
  private static ReplicatedLog<Long> three(Path directory, Counting machine, LogLimits limits)
      throws IOException {
    InetAddress local = InetAddress.getLoopbackAddress();
    var members = new ArrayList<Peer>();
    var ports = new ArrayList<Integer>();
    for (int i = 0; i < 3; i++) {
      ports.add(freePort(local));
      members.add(new Peer("n" + i, "127.0.0.1:" + ports.get(i), true));
    }
    var logs = new ArrayList<RatisLog<Long>>();
    var machines = List.of(machine, new Counting(), new Counting());
    for (int i = 0; i < 3; i++) {
      RatisLogConfig config =
          RatisLogConfig.alone(
                  "n" + i,
                  new InetSocketAddress(local, ports.get(i)),
                  members.get(i).address(),
                  directory.resolve("n" + i))
              .withInitialMembers(members)
              .withLimits(limits);
      logs.add(RatisLog.open(config, machines.get(i), LogThroughput::stop));
    }
    while (logs.stream().noneMatch(RatisLog::leads)) {
      Thread.onSpinWait();
    }
    RatisLog<Long> leader = logs.stream().filter(RatisLog::leads).findAny().orElseThrow();
    machine.counted = machines.get(logs.indexOf(leader));
    return leader;
  }

  private static void stop(Throwable broken) {
    broken.printStackTrace();
    Runtime.getRuntime().halt(1);
  }

  /// One command; once it is answered, the next.
  private void propose() {
    loop.execute(() -> {
      var _ =
          log.propose(COMMAND)
              .whenComplete((_, failure) -> {
                if (failure != null) {
                  if (!over) {
                    stop(failure);
                  }
                  return;
                }
                answered.increment();
                propose();
              });
    });
  }

  private String round() throws InterruptedException {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long commands = answered.sum();
    long entries = machine.counted.entries;
    long cpu = system.getProcessCpuTime();
    long start = System.nanoTime();
    var _ = new CountDownLatch(1).await(2, TimeUnit.SECONDS); // a round lasts as long
    double seconds = (System.nanoTime() - start) / 1e9;
    commands = answered.sum() - commands;
    entries = machine.counted.entries - entries;
    return String.format(
        Locale.ROOT,
        "%.0f commands/s, %.1f us CPU each, %.1f in an entry, %.0f entries/s",
        commands / seconds,
        (system.getProcessCpuTime() - cpu) / 1e3 / commands,
        (double) commands / entries,
        entries / seconds);
  }

  /// Counts commands; applying costs next to nothing.
  private static final class Counting implements StateMachine<Long> {
    private long commands;

    /// The machine of the server that leads.
    private Counting counted = this;

    private volatile long entries;

    @Override
    public List<Long> apply(List<Bytes> entry) {
      long count = entries + 1;
      entries = count;
      var outcomes = new ArrayList<Long>(entry.size());
      for (int i = 0; i < entry.size(); i++) {
        outcomes.add(++commands);
      }
      return outcomes;
    }

    @Override
    public SnapshotImage capture() {
      long now = commands;
      return out -> new DataOutputStream(out).writeLong(now);
    }

    @Override
    public void restore(InputStream in) throws IOException {
      commands = new DataInputStream(in).readLong();
    }
  }
}
