package org.consulkv.agent.router;

import java.net.InetSocketAddress;
import java.util.Optional;

/// What a server knows of who leads.
///
/// Threading: thread-safe, and cheap enough to ask for every request.
public interface Leadership {
  /// Whether this agent leads.
  boolean leads();

  /// Where the leader is, if that is known and it is another one.
  Optional<InetSocketAddress> leader();

  /// Of an agent that is no server.
  Leadership NONE =
      new Leadership() {
        @Override
        public boolean leads() {
          return false;
        }

        @Override
        public Optional<InetSocketAddress> leader() {
          return Optional.empty();
        }
      };
}
