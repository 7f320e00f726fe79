package org.consulkv.agent.config;

import java.util.List;

/// A configuration, and what its operator should know about it.
public record LoadedConfig(AgentConfig config, List<String> warnings) {
  public LoadedConfig {
    warnings = List.copyOf(warnings);
  }
}
