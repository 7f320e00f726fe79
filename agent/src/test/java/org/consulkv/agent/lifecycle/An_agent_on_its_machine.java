package org.consulkv.agent.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.consulkv.agent.AgentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class An_agent_on_its_machine {
  @TempDir Path folder;

  @Test
  void writes_its_pid_and_removes_it() {
    Path file = folder.resolve("pid");
    try (PidFile _ = PidFile.write(file)) {
      assertThat(file).hasContent(Long.toString(ProcessHandle.current().pid()));
    }
    assertThat(file).doesNotExist();
  }

  @Test
  void refuses_a_pid_file_that_cannot_be() {
    assertThatThrownBy(() -> PidFile.write(folder))
        .isInstanceOf(AgentException.class)
        .hasMessageContaining("is a directory");
    assertThatThrownBy(() -> PidFile.write(folder.resolve("no/such")))
        .hasMessageContaining("Could not write pid file");
  }

  @Test
  void needs_more_file_descriptors_than_one_client_may_take() {
    FileDescriptors.requireEnough(200, OptionalLong.of(220));
    FileDescriptors.requireEnough(200, OptionalLong.empty());
    FileDescriptors.requireEnough(0, OptionalLong.of(10));
    assertThatThrownBy(() -> FileDescriptors.requireEnough(200, OptionalLong.of(219)))
        .hasMessage(
            "system allows a max of 219 file descriptors, but limits.http_max_conns_per_client:"
                + " 200 needs at least 220");
  }

  @Test
  void reads_the_soft_limit() {
    assertThat(
            FileDescriptors.parse(
                List.of(
                    "Limit  Soft  Hard", "Max open files            1024                 4096")))
        .hasValue(1024);
    assertThat(FileDescriptors.parse(List.of("Max open files  unlimited  unlimited"))).isEmpty();
  }

  @Test
  void refuses_a_server_port_that_is_taken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> ServerPort.requireFree("127.0.0.1", taken.getLocalPort()))
          .isInstanceOf(AgentException.class)
          .hasMessage(
              "Failed to start Consul server: Failed to start RPC layer: listen tcp 127.0.0.1:"
                  + taken.getLocalPort()
                  + ": bind: address already in use");
    }
  }

  @Test
  void knows_ignored_signals_from_the_mask() {
    assertThat(IgnoredSignals.isIgnored(0b10, 2)).isTrue();
    assertThat(IgnoredSignals.isIgnored(0b10, 1)).isFalse();
    assertThat(IgnoredSignals.isIgnored(1L << 14, 15)).isTrue();
  }
}
