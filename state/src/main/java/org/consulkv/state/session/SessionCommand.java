package org.consulkv.state.session;

import org.consulkv.state.Command;

/// A change to the sessions.
public sealed interface SessionCommand extends Command {

  /// Makes a session; its indexes are set by applying it. Its node and checks must exist, and the
  /// checks must not be critical.
  record Create(Session session) implements SessionCommand {}

  /// Ends a session, and releases or deletes what it locked. Nothing to end counts as done.
  record Destroy(SessionId id) implements SessionCommand {}
}
