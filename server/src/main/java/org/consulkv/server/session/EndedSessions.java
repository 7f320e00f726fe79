package org.consulkv.server.session;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.consulkv.state.Change;
import org.consulkv.state.kv.Key;
import org.consulkv.state.kv.KvEntry;
import org.consulkv.state.session.Session;
import org.consulkv.state.session.SessionId;

/// Learns from the changes of the state which sessions ended, for whatever reason, and which keys
/// lost their holder by it. A key that was unlocked by its holder is none of them: its session did
/// not end with the same command.
///
/// Threading: confined to the apply thread.
public final class EndedSessions {
  private final Consumer<SessionId> ended;
  private final BiConsumer<Key, Duration> freed;
  private final Map<SessionId, Duration> lockDelays = new HashMap<>();
  private long commandIndex;

  /// @param ended told of each session that ended
  /// @param freed told of each key it held, with its lock delay
  public EndedSessions(Consumer<SessionId> ended, BiConsumer<Key, Duration> freed) {
    this.ended = ended;
    this.freed = freed;
  }

  /// One change, in the order of the log. A session is removed before its keys are let go.
  public void changed(Change change) {
    if (change.index() != commandIndex) {
      commandIndex = change.index();
      lockDelays.clear();
    }
    if (change.before() instanceof Session session && change.after() == null) {
      lockDelays.put(session.id(), session.lockDelay());
      ended.accept(session.id());
    } else if (!lockDelays.isEmpty() && change.before() instanceof KvEntry entry) {
      entry
          .session()
          .map(lockDelays::get)
          .ifPresent(lockDelay -> freed.accept(entry.key(), lockDelay));
    }
  }
}
