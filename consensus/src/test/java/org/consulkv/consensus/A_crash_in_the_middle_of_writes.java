package org.consulkv.consensus;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.consulkv.consensus.RatisLogConfig.Snapshots;
import org.consulkv.runtime.LogStatus;
import org.consulkv.testkit.machine.Await;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class A_crash_in_the_middle_of_writes {
  @TempDir Path directory;

  private final ConcurrentLinkedQueue<String> acknowledged = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean writing = new AtomicBoolean(true);

  @Test
  void loses_no_acknowledged_write_and_never_goes_back() throws IOException {
    Path[] generations = new Path[4];
    for (int i = 0; i < generations.length; i++) {
      generations[i] = directory.resolve("generation" + i);
    }
    var server = new OnDisk(generations[0]);
    long index = 0;
    for (int i = 0; i < generations.length; i++) {
      server.with(server.config().withSnapshots(new Snapshots(1, Duration.ofDays(1), 0))).open();
      LogStatus recovered = server.log().status();
      assertThat(server.journal().commands()).containsAll(acknowledged).doesNotHaveDuplicates();
      assertThat(recovered.lastLogIndex()).isGreaterThan(index);
      server.commitMany("generation" + i + "-", 100);
      if (i == 2) {
        server.log().compact().join();
      }
      if (i + 1 < generations.length) {
        List<CompletableFuture<Void>> writers = startWriters(server, "writer" + i + "-");
        awaitWrites(500);
        index = server.log().status().commitIndex();
        List<String> before = List.copyOf(acknowledged);
        OnDisk crashed = server.copyTo(generations[i + 1]);
        writing.set(false);
        writers.forEach(writer -> writer.orTimeout(20, SECONDS).join());
        server.close();
        acknowledged.clear();
        acknowledged.addAll(before);
        server = crashed;
      }
    }
    server.close();
  }

  private List<CompletableFuture<Void>> startWriters(OnDisk server, String name) {
    writing.set(true);
    return List.of(
        CompletableFuture.runAsync(() -> write(server, name + "a")),
        CompletableFuture.runAsync(() -> write(server, name + "b")));
  }

  private void write(OnDisk server, String name) {
    for (int i = 0; writing.get(); i++) {
      String command = name + i;
      server.commit(command);
      acknowledged.add(command);
    }
  }

  private void awaitWrites(int count) {
    int target = acknowledged.size() + count;
    Await.until(() -> acknowledged.size() >= target);
  }
}
