package org.consulkv.cli.debug;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.consulkv.cli.FakeAgent;
import org.consulkv.cli.command.Terminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class A_debug_archive {
  private final FakeAgent agent = new FakeAgent();
  private final List<Duration> pauses = new ArrayList<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir Path folder;

  @AfterEach
  void close() {
    agent.close();
  }

  @Test
  void holds_what_the_agent_knows() throws IOException, InterruptedException {
    prepare();
    Path output = folder.resolve("report");
    assertThat(run("-duration=25s", "-interval=10s", "-output=" + output)).isZero();
    assertThat(pauses)
        .containsExactly(Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(5));
    assertThat(output).doesNotExist();
    Path unpacked = Files.createDirectory(folder.resolve("unpacked"));
    Process tar =
        new ProcessBuilder("tar", "-xzf", output + ".tar.gz", "-C", unpacked.toString())
            .redirectErrorStream(true)
            .start();
    assertThat(tar.waitFor()).isZero();
    Path report = unpacked.resolve("report");
    assertThat(Files.readString(report.resolve("host.json"))).isEqualTo("{\"Host\":{}}");
    assertThat(Files.readString(report.resolve("cluster.json"))).isEqualTo("[]");
    assertThat(Files.readString(report.resolve("metrics.json")))
        .isEqualTo("{\"Gauges\":[]}\n".repeat(3));
    assertThat(Files.readString(report.resolve("consul.log"))).startsWith("a message\n");
    assertThat(Files.readString(report.resolve("index.json")))
        .contains("\"AgentVersion\": \"1.10.12\"");
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("no /debug/pprof/heap");
  }

  @Test
  void may_be_a_folder_with_a_part_of_it() throws IOException {
    prepare();
    Path output = folder.resolve("report");
    assertThat(run("-duration=10s", "-capture=host", "-archive=false", "-output=" + output))
        .isZero();
    try (var files = Files.list(output)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("host.json", "index.json");
    }
  }

  @Test
  void takes_some_time_and_is_never_written_over() {
    prepare();
    assertThat(run("-duration=9s")).isEqualTo(1);
    assertThat(run("-interval=4s")).isEqualTo(1);
    assertThat(run("-capture=nosuch")).isEqualTo(1);
    assertThat(run("-output=" + folder)).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("duration must be longer than 10s")
        .contains("interval must be longer than 5s")
        .contains("unknown capture target nosuch")
        .contains("already exists");
    assertThat(agent.requests()).isEmpty();
  }

  private void prepare() {
    agent
        .on("GET /v1/agent/self", 200, "{\"Config\":{\"Version\":\"1.10.12\"}}")
        .on("GET /v1/agent/host", 200, "{\"Host\":{}}")
        .on("GET /v1/agent/members", 200, "[]")
        .on("GET /v1/agent/metrics", 200, "{\"Gauges\":[]}")
        .on("GET /v1/agent/monitor?loglevel=DEBUG", 200, "a message\n");
  }

  private int run(String... arguments) {
    Terminal terminal =
        new Terminal(
            Map.of("CONSUL_HTTP_ADDR", agent.address()),
            new ByteArrayInputStream(new byte[0]),
            out,
            err);
    return new Debug(this::pause).execute(List.of(arguments), terminal);
  }

  /// As long as it takes to copy the messages that the agent has, which a thread of its own does.
  private void pause(Duration length) {
    pauses.add(length);
    Path messages = folder.resolve("report").resolve("consul.log");
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (Files.exists(messages) && messages.toFile().length() == 0 && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }
}
