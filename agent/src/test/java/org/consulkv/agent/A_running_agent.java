package org.consulkv.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.consulkv.agent.config.AgentConfig;
import org.consulkv.agent.config.ConfigInput;
import org.consulkv.agent.config.ConfigLoader;
import org.consulkv.agent.config.LoadedConfig;
import org.consulkv.agent.lifecycle.Identity;
import org.consulkv.agent.log.AgentLog;
import org.consulkv.agent.log.LogLevel;
import org.consulkv.agent.metrics.MetricsDump;
import org.consulkv.runtime.Bytes;
import org.consulkv.runtime.SystemChance;
import org.consulkv.runtime.SystemClock;
import org.consulkv.runtime.SystemTimers;
import org.consulkv.state.kv.Key;
import org.consulkv.state.kv.KvCommand;
import org.consulkv.state.kv.KvOutcome;
import org.consulkv.testkit.machine.Await;
import org.consulkv.testkit.machine.FreePort;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class A_running_agent {
  private final SystemTimers timers = new SystemTimers();
  private volatile String logLevel = "info";
  private volatile String limits = "";
  private int port;
  private int gossipPort;
  private int wanPort;

  @SuppressWarnings("NullAway.Init") // set before each test
  private AgentLog log;

  @BeforeEach
  void start_logging() throws IOException {
    log =
        AgentLog.start(
            config().log(),
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
            new SystemClock());
    port = FreePort.next();
    gossipPort = FreePort.next();
    wanPort = FreePort.next();
  }

  @AfterEach
  void stop_logging() throws IOException {
    log.close();
    timers.close();
  }

  @Test
  void tells_who_it_is() {
    try (RunningAgent agent = start()) {
      Self self = agent.self();
      assertThat(self.config())
          .containsEntry("NodeName", "node1")
          .containsEntry("Datacenter", "east")
          .containsEntry("Server", true)
          .containsEntry("Version", Version.NUMBER);
      assertThat(self.meta()).containsEntry("consul-network-segment", "");
      assertThat(self.stats().keySet())
          .containsExactly("agent", "build", "consul", "raft", "runtime", "serf_lan", "serf_wan");
      assertThat(self.stats().get("consul")).containsEntry("leader_addr", "127.0.0.1:" + port);
      assertThat(self.debugConfig()).containsEntry("EncryptKey", "hidden");
    }
  }

  @Test
  void is_its_only_member() {
    try (RunningAgent agent = start()) {
      Member member = agent.members(false).getFirst();
      assertThat(member.name()).isEqualTo("node1");
      assertThat(member.tags())
          .containsEntry("role", "consul")
          .containsEntry("dc", "east")
          .containsEntry("id", agent.nodeId())
          .containsEntry("port", Integer.toString(port));
      assertThat(agent.members(true).getFirst().name()).isEqualTo("node1.east");
    }
  }

  @Test
  void measures_itself() {
    try (RunningAgent agent = start()) {
      assertThat(agent.metrics().dump().gauges().stream().map(MetricsDump.Gauge::name))
          .contains(
              "consul.node1.runtime.alloc_bytes",
              "consul.node1.server.isLeader",
              "consul.node1.raft.peers",
              "consul.node1.members.clients",
              "consul.node1.session_ttl.active",
              "consul.node1.state.nodes",
              "consul.node1.state.services",
              "consul.node1.state.service_instances");
      assertThat(agent.metrics().prometheus()).isEmpty();
    }
  }

  @Test
  void counts_what_its_catalog_holds() {
    try (RunningAgent agent = start()) {
      for (String of : List.of("nodes", "services", "service_instances")) {
        Await.until(() -> gauge(agent, "consul.node1.state." + of) == 1);
      }
    }
  }

  private static double gauge(RunningAgent agent, String name) {
    return agent.metrics().dump().gauges().stream()
        .filter(gauge -> gauge.name().equals(name))
        .findFirst()
        .orElseThrow()
        .value();
  }

  @Test
  void takes_up_a_new_level_when_it_reloads() {
    try (RunningAgent agent = start()) {
      logLevel = "warn";
      agent.reload();
      assertThat(agent.config().log().level()).isEqualTo(LogLevel.WARN);
    }
  }

  @Test
  void goes_on_as_before_when_it_cannot_reload() {
    try (RunningAgent agent = start()) {
      logLevel = "bogus";
      assertThatThrownBy(agent::reload)
          .isInstanceOf(AgentException.class)
          .hasMessageContaining("Invalid log level: bogus");
      assertThat(agent.config().log().level()).isEqualTo(LogLevel.INFO);
    }
  }

  @Test
  void has_room_for_the_values_that_its_limits_allow() throws Exception {
    limits = "kv_max_value_size = 3000000";
    byte[] value = new byte[3_000_000];
    try (RunningAgent agent = start()) {
      KvCommand command = new KvCommand.Set(Key.of("large"), Bytes.owning(value), 0);
      assertThat(agent.server().orElseThrow().writes().propose(command).get(10, TimeUnit.SECONDS))
          .isInstanceOf(KvOutcome.Done.class);
    }
  }

  @Test
  void ends_well_after_leaving() throws Exception {
    try (RunningAgent agent = start()) {
      CompletableFuture<Void> left = agent.leave();
      assertThat(agent.ended().get(10, TimeUnit.SECONDS)).isZero();
      assertThat(left).isDone();
    }
  }

  @Test
  void leaves_no_room_for_another_on_its_ports() {
    try (RunningAgent _ = start()) {
      assertThatThrownBy(this::start)
          .isInstanceOf(AgentException.class)
          .hasMessageContaining("bind: address already in use");
    }
  }

  private RunningAgent start() {
    AgentConfig config = config();
    return RunningAgent.start(
        config,
        new AgentParts(
            Identity.take(config, new SystemChance()),
            log,
            this::load,
            new SystemClock(),
            timers,
            new SystemChance()));
  }

  private AgentConfig config() {
    return load().config();
  }

  private LoadedConfig load() {
    String text =
        "node_name = \"node1\" datacenter = \"east\" log_level = \"%s\" ports { server = %d serf_lan = %d serf_wan = %d }"
                .formatted(logLevel, port, gossipPort, wanPort)
            + " limits { "
            + limits
            + " }";
    return ConfigLoader.load(
        new ConfigInput(true, List.of(), Optional.empty(), List.of(text), List.of()));
  }
}
