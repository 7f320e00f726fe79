package org.consulkv.consensus;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import org.consulkv.runtime.LogException.Reason;
import org.consulkv.testkit.machine.Await;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class A_disk_that_fills_up {
  private static final String MEGABYTE = "x".repeat(1 << 20);

  @TempDir Path directory;

  private OnDisk server;
  private boolean mounted;

  @BeforeEach
  void prepare() {
    server = new OnDisk(directory);
  }

  @AfterEach
  void close() throws Exception {
    server.close();
    if (mounted) {
      run("umount", directory.toString());
    }
  }

  @Test
  void refuses_writes_before_it_is_full_and_takes_them_again() throws IOException {
    var free = new AtomicLong(Long.MAX_VALUE);
    server.with(new DiskSpace(directory, free::get)).open();
    server.commit("a");
    free.set(DiskSpace.RESERVED_BYTES);
    assertThat(OnDisk.reasonOf(server.propose("b"))).isEqualTo(Reason.STORAGE);
    assertThat(server.log().readBarrier()).as("reads go on").isCompleted();
    free.set(Long.MAX_VALUE);
    assertThat(server.commit("c")).isEqualTo(2);
  }

  @Test
  void is_the_reason_given_when_there_is_no_room_to_start() {
    server.with(new DiskSpace(directory, () -> 1000));
    assertThatThrownBy(server::open)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no space left in " + directory)
        .hasMessageContaining("1000 bytes are free");
  }

  @Test
  void is_no_reason_to_restart_when_a_segment_cannot_be_created() throws IOException {
    server.with(server.config().withLimits(LogLimits.DEFAULT.withCommandBytes(8 << 20))).open();
    server.commit(MEGABYTE.repeat(8)); // the next one like it starts a segment, at entry 2
    Path obstacle = server.current().resolve("log_inprogress_2");
    Files.createSymbolicLink(obstacle, directory.resolve("missing").resolve("folder"));

    assertThat(OnDisk.reasonOf(server.propose(MEGABYTE.repeat(8)))).isEqualTo(Reason.STORAGE);
    assertThat(server.log().readBarrier()).as("reads go on").isCompleted();
    assertThat(server.log().status().leads()).isTrue();
    Files.deleteIfExists(obstacle);

    assertThat(eventually("c")).isEqualTo(2);
    server.reopen();
    assertThat(server.journal().commands()).hasSize(2).endsWith("c");
  }

  @Test
  void keeps_every_acknowledged_write_when_the_disk_is_really_full() throws Exception {
    mountSmallDisk();
    server.with(DiskSpace.of(directory)).open();
    long written = writeUntilRefused();
    assertThat(server.log().readBarrier()).as("reads go on").isCompleted();

    run("mount", "-o", "remount,size=128m", directory.toString());
    assertThat(server.commit("after")).isEqualTo(written + 1);
    server.reopen();
    assertThat(server.journal().commands()).hasSize((int) written + 1).endsWith("after");
  }

  @Test
  void keeps_every_acknowledged_write_when_ratis_itself_runs_out_of_space() throws Exception {
    mountSmallDisk();
    server.open(); // without looking at the space that is left
    var leadership = new ArrayList<Boolean>();
    server.log().onLeadership(leadership::add);
    long written = writeUntilRefused();
    assertThat(server.log().readBarrier()).as("reads go on").isCompleted();
    assertThat(server.log().status().leads()).isTrue();

    run("mount", "-o", "remount,size=128m", directory.toString());
    assertThat(eventually("after")).isEqualTo(written + 1);
    server.reopen();
    assertThat(server.journal().commands()).hasSize((int) written + 1).endsWith("after");
    assertThat(leadership).as("it never stopped leading, until it was closed").startsWith(true);
    assertThat(leadership.subList(1, leadership.size())).doesNotContain(true);
  }

  /// How many of many large commands were taken: the state has these and no other.
  private long writeUntilRefused() {
    Map<String, CompletableFuture<Long>> outcomes = new LinkedHashMap<>();
    for (int i = 0; i < 60; i++) {
      String command = i + MEGABYTE;
      outcomes.put(command, server.propose(command));
    }
    Set<String> acknowledged = new HashSet<>();
    List<Reason> refusals = new ArrayList<>();
    outcomes.forEach((command, outcome) -> {
      try {
        assertThat(outcome.orTimeout(30, SECONDS).join()).isPositive();
        acknowledged.add(command);
      } catch (CompletionException e) {
        refusals.add(OnDisk.reasonOf(e));
      }
    });
    assertThat(refusals).isNotEmpty().containsOnly(Reason.STORAGE);
    assertThat(server.journal().commands()).as("commands").hasSameSizeAs(acknowledged);
    assertThat(acknowledged).containsAll(server.journal().commands());
    return acknowledged.size();
  }

  /// Proposes until it is taken: the server recovers by itself, but not at once.
  private long eventually(String command) {
    var outcome = new AtomicLong();
    Await.until(() -> {
      try {
        outcome.set(server.commit(command));
        return true;
      } catch (CompletionException e) {
        assertThat(OnDisk.reasonOf(e)).isEqualTo(Reason.STORAGE);
        return false;
      }
    });
    return outcome.get();
  }

  private void mountSmallDisk() throws Exception {
    assumeThat(System.getProperty("user.name")).as("may mount").isEqualTo("root");
    int status =
        new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=32m", "none", directory.toString())
            .redirectErrorStream(true)
            .start()
            .waitFor();
    assumeThat(status).as("may mount").isZero();
    mounted = true;
  }

  private static void run(String... command) throws Exception {
    assertThatCode(
            () -> assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero())
        .doesNotThrowAnyException();
  }
}
