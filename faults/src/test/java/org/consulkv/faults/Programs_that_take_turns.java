package org.consulkv.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.consulkv.faults.node.Node;
import org.consulkv.faults.node.NodeSettings;
import org.consulkv.testkit.machine.Await;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// `consul lock`, in processes of its own, at a real node.
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class Programs_that_take_turns {
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  @SuppressWarnings("NullAway.Init") // set before each test
  private Node node;

  @SuppressWarnings("NullAway.Init") // set before each test
  private Path file;

  @BeforeEach
  void start() {
    file = folder.resolve("file");
    node = new Node(NodeSettings.alone(folder)).start();
  }

  @AfterEach
  void stop() {
    node.close();
  }

  private List<String> lines() throws IOException {
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }

  @Test
  void never_run_at_the_same_time() throws IOException, InterruptedException {
    List<Process> programs = new ArrayList<>();
    String script = "echo begin >>" + file + "; sleep 0.3; echo end >>" + file;
    for (int i = 0; i < 4; i++) {
      programs.add(node.command("lock", "turns", script).start());
    }
    for (Process program : programs) {
      assertThat(program.waitFor()).isZero();
    }
    assertThat(lines())
        .isEqualTo(
            Collections.nCopies(4, List.of("begin", "end")).stream()
                .flatMap(List::stream)
                .toList());
    assertThat(node.client().get("/v1/kv/turns?keys").reply().status()).isEqualTo(404);
  }

  @Test
  void read_what_is_passed_to_them() throws IOException, InterruptedException {
    Process program = node.command("lock", "-pass-stdin", "input", "cat >" + file).start();
    program.getOutputStream().write("hello\n".getBytes(StandardCharsets.UTF_8));
    program.getOutputStream().close();
    assertThat(program.waitFor()).isZero();
    assertThat(lines()).containsExactly("hello");
  }

  @Test
  void end_and_let_go_when_the_command_is_interrupted() throws IOException, InterruptedException {
    String script =
        "trap 'echo ended >>" + file + "; exit 0' TERM; echo up >>" + file + "; sleep 600 & wait";
    Process program = node.command("lock", "signal", script).start();
    Await.until(SOON, this::isUp, () -> "the program is up");
    program.destroy();
    assertThat(program.waitFor()).isEqualTo(1);
    assertThat(lines()).containsExactly("up", "ended");
    assertThat(node.client().get("/v1/kv/signal?keys").reply().status()).isEqualTo(404);
    assertThat(node.command("lock", "-try=5s", "signal", "true").start().waitFor()).isZero();
  }

  private boolean isUp() {
    try {
      return lines().contains("up");
    } catch (IOException e) {
      throw new IllegalStateException("reading " + file, e);
    }
  }
}
