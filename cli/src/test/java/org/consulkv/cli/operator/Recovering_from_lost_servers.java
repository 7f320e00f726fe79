package org.consulkv.cli.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.consulkv.cli.FakeAgent;
import org.consulkv.cli.Shell;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Recovering_from_lost_servers {
  private static final String ID = "adf4238a-882b-9ddc-4a9d-5b6758e4159e";
  private static final String OTHER = "8b6dda82-3103-11e7-93ae-92361f002671";

  @TempDir Path data;

  private final FakeAgent agent = new FakeAgent();
  private final Shell shell = Shell.of(agent);

  @BeforeEach
  void stoppedServer() throws IOException {
    Files.createDirectories(data.resolve("raft"));
    Files.writeString(data.resolve("node-id"), ID);
  }

  @AfterEach
  void close() {
    agent.close();
  }

  @Test
  void says_what_it_would_do_and_does_nothing() {
    assertThat(recover()).isZero();
    assertThat(shell.out()).contains(ID).contains("Nothing was changed");
    assertThat(data.resolve("raft/peers.json")).doesNotExist();
  }

  @Test
  void writes_down_who_goes_on() {
    assertThat(
            recover("-write", "-peer=" + ID + "@10.0.0.1:8300", "-peer=" + OTHER + "@[::1]:8300"))
        .isZero();
    assertThat(data.resolve("raft/peers.json"))
        .content()
        .contains("\"address\": \"10.0.0.1:8300\"", "\"address\": \"[::1]:8300\"", OTHER);
  }

  @Test
  void says_how_far_the_log_reaches() throws IOException {
    assertThat(recover()).isZero();
    assertThat(shell.out()).contains("Its log is empty");
    Files.createDirectories(data.resolve("raft/entries"));
    assertThat(recover()).isZero();
    assertThat(shell.out()).contains("Its log reaches to entry 42, of term 3.");
  }

  @Test
  void is_refused_for_servers_that_are_not_this_one() {
    assertThat(recover("-write", "-peer=" + OTHER + "@10.0.0.1:8300")).isEqualTo(1);
    assertThat(shell.err()).contains("is not among those that shall go on");
  }

  @Test
  void is_refused_for_what_is_no_server() {
    assertThat(recover("-write", "-peer=me")).isEqualTo(1);
    assertThat(shell.err()).contains("-peer must be ID@IP:PORT");
  }

  @Test
  void is_refused_while_the_server_runs() throws IOException {
    try (FileChannel lock =
            FileChannel.open(
                data.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock _ = lock.lock()) {
      assertThat(recover("-write")).isEqualTo(1);
    }
    assertThat(data.resolve("raft/peers.json")).doesNotExist();
  }

  @Test
  void is_refused_elsewhere_than_in_a_data_directory() {
    assertThat(shell.run("operator", "raft", "recover", "-data-dir=" + data.resolve("raft")))
        .isEqualTo(1);
    assertThat(shell.err()).contains("is not the data directory of a server");
  }

  private int recover(String... more) {
    String[] line = new String[more.length + 4];
    line[0] = "operator";
    line[1] = "raft";
    line[2] = "recover";
    line[3] = "-data-dir=" + data;
    System.arraycopy(more, 0, line, 4, more.length);
    return shell.run(line);
  }
}
