package org.consulkv.agent.check;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Knows the checks that alias checks mirror: those of a service or of a node, here or on another
/// node of the catalog.
public interface AliasSource {
  /// An aliased check as it is now.
  record Aliased(String id, String name, CheckStatus status, String output) {}

  /// Tells the checks of the target now, and again whenever they may have changed, until closed;
  /// empty if the service or node does not exist. Of a service: its own checks. The alias check
  /// itself is left out. The consumer may be called from any thread, by one at a time; it does not
  /// block.
  ///
  /// @param check the alias check, whose token may be needed
  /// @param target with an empty node for this agent's own
  Watch watch(CheckDefinition check, Probe.Alias target, Consumer<Optional<List<Aliased>>> changed);

  /// Ends the telling.
  interface Watch extends AutoCloseable {
    @Override
    void close();
  }

  /// For agents without aliases: nothing exists.
  AliasSource NONE =
      (check, target, changed) -> {
        changed.accept(Optional.empty());
        return () -> {};
      };
}
