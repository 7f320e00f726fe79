package org.consulkv.agent.check;

import java.util.List;
import java.util.function.Consumer;

/// Knows the checks that alias checks mirror: those of a service or of a node, here or on another
/// node of the catalog.
public interface AliasSource {
  /// An aliased check as it is now.
  record Aliased(String id, String name, CheckStatus status, String output) {}

  /// Tells the checks of the target now, and again whenever they may have changed, until closed. Of
  /// a service: its own checks and those of its node. The alias check itself is left out.
  ///
  /// @param target with an empty node for this agent's own
  Watch watch(Probe.Alias target, Consumer<List<Aliased>> changed);

  /// Ends the telling.
  interface Watch extends AutoCloseable {
    @Override
    void close();
  }

  /// For agents without aliases: nothing is ever known.
  AliasSource NONE =
      (target, changed) -> {
        changed.accept(List.of());
        return () -> {};
      };
}
