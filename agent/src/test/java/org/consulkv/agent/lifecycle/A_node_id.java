package org.consulkv.agent.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.consulkv.agent.AgentException;
import org.consulkv.agent.config.NodeConfig;
import org.consulkv.runtime.SystemChance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class A_node_id {
  private static final String GIVEN = "07e9cb75-0de7-44db-92a9-67e2bfe5ab59";

  @TempDir Path folder;

  @Test
  void is_random_and_kept() {
    String id = idOf(Optional.empty());
    assertThat(id).matches("[0-9a-f-]{36}");
    assertThat(idOf(Optional.empty())).isEqualTo(id);
    assertThat(folder.resolve("node-id")).hasContent(id);
  }

  @Test
  void from_the_configuration_replaces_the_kept_one() {
    idOf(Optional.empty());
    assertThat(idOf(Optional.of(GIVEN))).isEqualTo(GIVEN);
    assertThat(idOf(Optional.empty())).isEqualTo(GIVEN);
  }

  @Test
  void is_new_each_time_where_nothing_can_be_kept() {
    assertThat(NodeId.of(config(Optional.empty()), Optional.empty(), new SystemChance()))
        .isNotEqualTo(NodeId.of(config(Optional.empty()), Optional.empty(), new SystemChance()));
  }

  @Test
  void that_is_damaged_stops_the_agent() throws IOException {
    Files.writeString(folder.resolve("node-id"), "x");
    assertThatThrownBy(() -> idOf(Optional.empty()))
        .isInstanceOf(AgentException.class)
        .hasMessageContaining("is not a UUID; restore the file");
  }

  private String idOf(Optional<String> configured) {
    try (DataDirectory directory = DataDirectory.open(folder)) {
      return NodeId.of(config(configured), Optional.of(directory), new SystemChance());
    }
  }

  private static NodeConfig config(Optional<String> id) {
    return new NodeConfig("n", id, "dc1", "dc1", "consul.", Map.of(), true, false);
  }
}
