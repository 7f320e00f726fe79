package org.consulkv.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.consulkv.faults.kv.Kv;
import org.consulkv.faults.kv.Outcome;
import org.consulkv.faults.kv.Reading;
import org.consulkv.faults.node.Answer;
import org.consulkv.faults.node.Filesystem;
import org.consulkv.faults.node.Node;
import org.consulkv.faults.node.NodeSettings;
import org.consulkv.faults.workload.Numbered;
import org.consulkv.testkit.machine.Await;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 3, unit = TimeUnit.MINUTES)
class A_server_on_a_full_disk {
  private static final int DISK_MEBIBYTES = 64;
  private static final int VALUE_BYTES = 30_000;
  private static final int WRITES_THAT_FILL_IT = 5_000;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  private Filesystem disk;
  private Node node;
  private Numbered keys;

  @BeforeEach
  void start_on_a_small_disk() {
    assumeTrue(Filesystem.allowed(), "only root can mount a small filesystem");
    disk = Filesystem.inMemory(folder.resolve("disk"), DISK_MEBIBYTES);
    node = new Node(NodeSettings.alone(folder).in(disk.root().resolve("data"))).start();
    keys = new Numbered(node, VALUE_BYTES);
    keys.write(20);
  }

  @AfterEach
  void stop() {
    if (node != null) {
      node.close();
    }
    if (disk != null) {
      disk.close();
    }
  }

  @Test
  void refuses_writes_and_says_why() {
    disk.fill(0);

    writeUntilRefused();

    Answer.Reply refusal = node.client().put("/v1/kv/more", "x".repeat(VALUE_BYTES)).reply();
    assertThat(refusal.status()).isEqualTo(500);
    assertThat(refusal.body()).containsIgnoringCase("no space left");
  }

  @Test
  void still_answers_reads() {
    disk.fill(0);

    writeUntilRefused();

    assertThat(keys.held()).isEqualTo(keys.written());
    Kv kv = new Kv(node.client());
    for (Reading reading : Reading.values()) {
      assertThat(kv.get("numbered/000001", reading).get().entries()).hasSize(1);
    }
  }

  @Test
  void takes_writes_again_once_there_is_space() throws IOException {
    Path filler = disk.fill(0);
    writeUntilRefused();
    int beforeRefusal = keys.written();

    Files.delete(filler);

    Await.until(
        Duration.ofSeconds(20),
        () -> keys.writeOne() instanceof Outcome.Done,
        () -> "writes are taken again" + node.tail());
    keys.write(20);
    assertThat(keys.held()).isEqualTo(keys.written()).isGreaterThan(beforeRefusal + 20);
    node.kill();
    node.start();
    assertThat(keys.held()).isEqualTo(keys.written());
  }

  @Test
  void loses_nothing_acknowledged_when_killed_while_it_is_full() throws IOException {
    Path filler = disk.fill(10 << 20);
    writeUntilRefused();
    node.kill();
    Files.delete(filler);

    node.start();

    assertThat(keys.held()).isEqualTo(keys.written());
    keys.write(20);
  }

  @Test
  void fills_up_by_itself_and_loses_nothing() {
    writeUntilRefused();

    assertThat(keys.held()).isEqualTo(keys.written());
  }

  private void writeUntilRefused() {
    for (int i = 0; i < WRITES_THAT_FILL_IT; i++) {
      if (!(keys.writeOne() instanceof Outcome.Done)) {
        return;
      }
    }
    throw new AssertionError("the disk does not fill up");
  }
}
