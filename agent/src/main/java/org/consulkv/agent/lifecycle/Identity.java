package org.consulkv.agent.lifecycle;

import java.util.Optional;
import org.consulkv.agent.config.AgentConfig;
import org.consulkv.runtime.Chance;

/// Who this agent is, and the data directory it has locked.
///
/// @param nodeId a UUID
/// @param directory empty in dev mode
public record Identity(String nodeId, Optional<DataDirectory> directory) implements AutoCloseable {
  /// Locks the data directory and finds the node's id.
  ///
  /// @throws org.consulkv.agent.AgentException if the directory cannot be used
  public static Identity take(AgentConfig config, Chance chance) {
    Optional<DataDirectory> directory = config.process().dataDir().map(DataDirectory::open);
    try {
      return new Identity(NodeId.of(config.node(), directory, chance), directory);
    } catch (RuntimeException e) {
      directory.ifPresent(DataDirectory::close);
      throw e;
    }
  }

  @Override
  public void close() {
    directory.ifPresent(DataDirectory::close);
  }
}
