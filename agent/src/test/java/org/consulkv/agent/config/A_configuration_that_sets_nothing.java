package org.consulkv.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.consulkv.agent.log.LogLevel;
import org.consulkv.state.autopilot.AutopilotConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class A_configuration_that_sets_nothing {
  @TempDir Path folder;

  /// Every default there is. A change here is a change for operators.
  @Test
  void has_the_defaults_of_Consul() {
    AgentConfig config = new Files_on_disk(folder).check("x.hcl", "");
    assertThat(config.node())
        .isEqualTo(
            new NodeConfig("n", Optional.empty(), "dc1", "dc1", "consul.", Map.of(), true, false));
    assertThat(config.role()).isEqualTo(new RoleConfig(false, false, false, 0, false));
    assertThat(config.addresses())
        .isEqualTo(
            new AddressConfig(
                "0.0.0.0",
                "0.0.0.0",
                "0.0.0.0",
                "0.0.0.0",
                "0.0.0.0",
                List.of("127.0.0.1"),
                List.of(new ListenAddress.Tcp("127.0.0.1", 8500)),
                List.of(),
                List.of(new ListenAddress.Tcp("127.0.0.1", 8600)),
                new UnixSocketConfig("", "", "")));
    assertThat(config.ports()).isEqualTo(new PortConfig(8600, 8500, -1, -1, -1, 8301, 8302, 8300));
    assertThat(config.raft())
        .isEqualTo(
            new RaftConfig(
                3,
                5,
                16384,
                Duration.ofSeconds(30),
                10240,
                Duration.ofSeconds(7),
                seconds(5),
                AutopilotConfig.DEFAULT,
                new SnapshotSchedule(Duration.ZERO, 30, Optional.empty()),
                Duration.ofDays(7)));
    assertThat(config.gossip()).isEqualTo(GossipConfig.DEFAULT);
    assertThat(config.join()).isEqualTo(JoinConfig.DEFAULT);
    assertThat(config.limits())
        .isEqualTo(
            new LimitConfig(
                200,
                seconds(5),
                seconds(5),
                100,
                seconds(60),
                Double.POSITIVE_INFINITY,
                1000,
                512 * 1024,
                512 * 1024));
    assertThat(config.http())
        .isEqualTo(new HttpConfig(List.of(), Map.of(), List.of(), true, 1 << 20, true));
    assertThat(config.dns()).isEqualTo(DnsConfig.DEFAULT);
    assertThat(config.ui()).isEqualTo(new UiConfig(false, "", "/ui/"));
    assertThat(config.queries())
        .isEqualTo(
            new QueryConfig(Duration.ofMinutes(5), Duration.ofMinutes(10), Duration.ZERO, true));
    assertThat(config.cache()).isEqualTo(new CacheConfig(Double.POSITIVE_INFINITY, 2));
    assertThat(config.sessions()).isEqualTo(new SessionConfig(Duration.ZERO));
    assertThat(config.acl()).isEqualTo(new AclConfig(false, "allow", "extend-cache"));
    assertThat(config.checks())
        .isEqualTo(new CheckConfig(Duration.ofMinutes(5), 4096, false, false, false));
    assertThat(config.log())
        .isEqualTo(
            new LogConfig(LogLevel.INFO, false, "", 0, Duration.ofHours(24), 0, false, "LOCAL0"));
    assertThat(config.telemetry())
        .isEqualTo(new TelemetryConfig("consul", false, Duration.ZERO, List.of(), true));
    assertThat(config.leave()).isEqualTo(new LeaveConfig(true, false));
    assertThat(config.process())
        .isEqualTo(
            new ProcessConfig(
                Optional.of(Path.of("/tmp/consul-kv-no-such")), Optional.empty(), false));
  }

  @Test
  void differs_in_dev_mode() {
    AgentConfig config =
        ConfigLoader.check(new ConfigInput(true, List.of(), Optional.empty(), List.of(), List.of()))
            .config();
    assertThat(config.role()).isEqualTo(new RoleConfig(true, true, false, 0, false));
    assertThat(config.addresses().bind()).isEqualTo("127.0.0.1");
    assertThat(config.addresses().advertise()).isEqualTo("127.0.0.1");
    assertThat(config.ports().grpc()).isEqualTo(8502);
    assertThat(config.raft().multiplier()).isEqualTo(1);
    assertThat(config.ui().enabled()).isTrue();
    assertThat(config.log().level()).isEqualTo(LogLevel.DEBUG);
    assertThat(config.leave()).isEqualTo(LeaveConfig.SERVER);
    assertThat(config.process())
        .isEqualTo(new ProcessConfig(Optional.empty(), Optional.empty(), true));
  }

  private static Duration seconds(long count) {
    return Duration.ofSeconds(count);
  }
}
