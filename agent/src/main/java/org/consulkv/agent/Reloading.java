package org.consulkv.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;
import org.consulkv.agent.config.AgentConfig;
import org.consulkv.agent.config.ConfigException;
import org.consulkv.agent.config.LoadedConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads the configuration again, and has it taken over by all or by none.
///
/// Threading: thread-safe, but for [#reload], which one thread at a time calls.
final class Reloading {
  private static final Logger LOG = LoggerFactory.getLogger("agent");

  private final Supplier<LoadedConfig> reader;
  private final LocalNode local;
  private final List<Function<AgentConfig, Runnable>> preparations = new CopyOnWriteArrayList<>();

  Reloading(Supplier<LoadedConfig> reader, LocalNode local) {
    this.reader = reader;
    this.local = local;
  }

  /// @param preparation reads what it needs of a newer configuration, or throws an
  ///   [AgentException]; what it gives takes the configuration over, and cannot fail
  void add(Function<AgentConfig, Runnable> preparation) {
    preparations.add(preparation);
  }

  /// @return what is in effect now
  /// @throws AgentException if the configuration cannot be taken over; nothing is changed then
  AgentConfig reload(AgentConfig present) {
    try {
      LoadedConfig loaded = reader.get();
      loaded.warnings().forEach(LOG::warn);
      AgentConfig newer = present.reloaded(loaded.config());
      List<Runnable> steps = new ArrayList<>();
      preparations.forEach(preparation -> steps.add(preparation.apply(newer)));
      local.reload(newer); // the last that may refuse
      steps.forEach(Runnable::run);
      LOG.info("Configuration reloaded");
      return newer;
    } catch (ConfigException | AgentException e) {
      LOG.atError().addKeyValue("error", e.getMessage()).log("Failed to reload configs");
      throw new AgentException(e.getMessage() == null ? "" : e.getMessage(), e);
    }
  }
}
