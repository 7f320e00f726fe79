package org.consulkv.agent.cluster;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.consulkv.agent.AgentParts;
import org.consulkv.agent.config.AgentConfig;
import org.consulkv.agent.config.ConfigInput;
import org.consulkv.agent.config.ConfigLoader;
import org.consulkv.agent.config.LoadedConfig;
import org.consulkv.agent.config.TelemetryConfig;
import org.consulkv.agent.lifecycle.Identity;
import org.consulkv.agent.log.AgentLog;
import org.consulkv.agent.metrics.Meters;
import org.consulkv.runtime.SystemChance;
import org.consulkv.runtime.SystemClock;
import org.consulkv.runtime.SystemTimers;
import org.consulkv.testkit.machine.FreePort;

/// An agent's part in the pools, on loopback and free ports.
final class Pooled implements AutoCloseable {
  final AgentConfig config;
  final Cluster cluster;
  private final SystemTimers timers = new SystemTimers();
  final Meters metrics = new Meters(TelemetryConfig.DEFAULT, "", new SystemClock(), timers);
  private final AgentLog log;

  /// @param settings further configuration in HCL
  Pooled(String name, String settings) throws IOException {
    String text =
        "node_name = \"%s\" ports { serf_lan = %d serf_wan = %d } gossip_wan { probe_interval ="
                .formatted(name, FreePort.next(), FreePort.next())
            + " \"1s\" probe_timeout = \"500ms\" } "
            + settings;
    LoadedConfig loaded =
        ConfigLoader.load(
            new ConfigInput(true, List.of(), Optional.empty(), List.of(text), List.of()));
    config = loaded.config();
    log =
        AgentLog.start(
            config.log(),
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
            new SystemClock());
    SystemChance chance = new SystemChance();
    cluster =
        Cluster.begin(
            config,
            new AgentParts(
                Identity.take(config, chance),
                log,
                () -> loaded,
                new SystemClock(),
                timers,
                chance),
            metrics);
    cluster.await();
  }

  String address(boolean wan) {
    return "127.0.0.1:" + (wan ? config.ports().serfWan() : config.ports().serfLan());
  }

  /// Waits until it is so, looking whenever something happens to a member or a server.
  void until(BooleanSupplier condition)
      throws InterruptedException, TimeoutException, ExecutionException {
    CompletableFuture<Void> met = new CompletableFuture<>();
    Runnable look =
        () -> {
          if (condition.getAsBoolean()) {
            met.complete(null);
          }
        };
    cluster.onMember(_ -> look.run());
    cluster.servers().onChange(look);
    look.run();
    met.get(30, TimeUnit.SECONDS);
  }

  @Override
  public void close() throws IOException {
    cluster.close();
    metrics.close();
    timers.close();
    log.close();
  }
}
