package org.consulkv.agent.check;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.consulkv.runtime.SystemChance;
import org.consulkv.runtime.SystemClock;
import org.consulkv.runtime.SystemTimers;
import org.consulkv.testkit.machine.Await;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class A_command_check {
  @TempDir private Path folder = Path.of("");
  private final Probes probes = new Probes();

  @AfterEach
  void stop() {
    probes.close();
  }

  private Result shell(String script) {
    return run("sh", "-c", script);
  }

  private Result run(String... args) {
    return probes.result(CheckDefinition.builder().args(List.of(args)).build());
  }

  @Test
  void passes_warns_and_fails_by_exit_code() {
    assertThat(shell("echo fine")).isEqualTo(Result.passing("fine\n"));
    assertThat(shell("echo hm; exit 1")).isEqualTo(Result.warning("hm\n"));
    assertThat(shell("echo bad >&2; exit 2")).isEqualTo(Result.critical("bad\n"));
    assertThat(shell("kill -9 $$").status()).isEqualTo(CheckStatus.CRITICAL);
  }

  @Test
  void has_no_input() {
    assertThat(run("cat")).isEqualTo(Result.passing(""));
  }

  @Test
  void keeps_the_end_of_a_long_output() {
    assertThat(shell("yes | head -n 5000; echo end").output())
        .startsWith("Captured 4096 of 10004 bytes\n...\n")
        .endsWith("y\nend\n");
  }

  @Test
  void says_that_there_is_no_such_program() {
    assertThat(run("nosuchprogram").output())
        .isEqualTo("failed to invoke: exec: \"nosuchprogram\": executable file not found in $PATH");
    assertThat(run("/nosuch/program").output())
        .isEqualTo("failed to invoke: fork/exec /nosuch/program: no such file or directory");
  }

  @Test
  void takes_its_children_with_it_when_its_time_is_over() throws IOException, InterruptedException {
    Path pids = Files.createFile(folder.resolve("pids"));
    Reported reported = new Reported();
    try (SystemTimers timers = new SystemTimers();
        CheckRunners runners =
            new CheckRunners(
                CheckSettings.DEFAULT,
                new SystemClock(),
                timers,
                new SystemChance(),
                AliasSource.NONE,
                reported)) {
      runners.start(
          CheckDefinition.builder()
              .id("slow")
              .args(List.of("sh", "-c", "(sleep 600 & echo $! >>" + pids + "; wait) & wait"))
              .interval(ofSeconds(1))
              .timeout(ofMillis(700))
              .build());
      assertThat(reported.next())
          .isEqualTo(
              new Reported.Report("slow", CheckStatus.CRITICAL, "Timed out (700ms) running check"));
      // The time may have been over before there were children; there are in one of the next runs.
      Await.until(() -> pids.toFile().length() > 0);
      runners.stop("slow");
    }
    assertThat(Files.readAllLines(pids)).allMatch(A_command_check::ends);
  }

  private static boolean ends(String pid) {
    ProcessHandle.of(Long.parseLong(pid))
        .ifPresent(process -> process.onExit().orTimeout(10, TimeUnit.SECONDS).join());
    return true;
  }

  @Test
  void knows_the_state_of_a_unit_from_systemd() throws IOException {
    assertThat(unit("LoadState=loaded\nActiveState=active"))
        .isEqualTo(Result.passing("Service \"web\" is healthy"));
    assertThat(unit("LoadState=loaded\nActiveState=activating").status())
        .isEqualTo(CheckStatus.WARNING);
    assertThat(unit("LoadState=loaded\nActiveState=failed"))
        .isEqualTo(Result.critical("Service \"web\" is failed"));
    assertThat(unit("LoadState=not-found\nActiveState=inactive"))
        .isEqualTo(Result.critical("Service \"web\" does not exist"));
  }

  /// `systemctl` of a machine where the unit is in this state.
  private Result unit(String state) throws IOException {
    Path systemctl = folder.resolve("systemctl");
    Files.writeString(systemctl, "#!/bin/sh\ncat <<END\n" + state + "\nEND\n");
    Files.setPosixFilePermissions(systemctl, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (Commands commands = new Commands()) {
      return Probes.result(new SystemdProber(commands, systemctl.toString(), "web"));
    }
  }
}
