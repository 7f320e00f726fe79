package org.consulkv.agent.founding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.consulkv.agent.AgentException;
import org.consulkv.runtime.LogStatus.Peer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class A_file_of_peers {
  @TempDir Path raft;

  private final List<Peer> recovered = new ArrayList<>();

  @Test
  void names_the_servers_that_go_on_and_is_read_once() throws IOException {
    write(
        """
        [
          {"id": "adf4238a-882b-9ddc-4a9d-5b6758e4159e", "address": "10.1.0.1:8300"},
          {"id": "8b6dda82-3103-11e7-93ae-92361f002671", "address": "10.1.0.2:8300",
           "non_voter": true}
        ]
        """);
    apply();
    assertThat(recovered)
        .containsExactly(
            new Peer("adf4238a-882b-9ddc-4a9d-5b6758e4159e", "10.1.0.1:8300", true),
            new Peer("8b6dda82-3103-11e7-93ae-92361f002671", "10.1.0.2:8300", false));
    assertThat(raft.resolve("peers.json")).doesNotExist();
  }

  @Test
  void need_not_be_there() {
    apply();
    assertThat(recovered).isEmpty();
  }

  @Test
  void changes_nothing_if_it_is_malformed() throws IOException {
    for (String malformed :
        List.of(
            "",
            "{}",
            "[\"10.1.0.1:8300\"]",
            "[{\"id\": \"a\"}]",
            "[{\"id\": \"a\", \"address\": \"b:1\", \"non_voter\": 1}]",
            "[{\"id\": \"a\", \"address\": \"b:1\", \"vote\": true}]",
            "[{\"id\": \"a\", \"address\": \"b:1\"}",
            "[] []")) {
      write(malformed);
      assertThatThrownBy(this::apply)
          .as(malformed)
          .isInstanceOf(AgentException.class)
          .hasMessageContaining("peers.json");
      assertThat(recovered).isEmpty();
      assertThat(raft.resolve("peers.json")).exists();
    }
  }

  private void write(String content) throws IOException {
    Files.writeString(raft.resolve("peers.json"), content);
  }

  private void apply() {
    PeersFile.in(raft).apply(recovered::addAll);
  }
}
