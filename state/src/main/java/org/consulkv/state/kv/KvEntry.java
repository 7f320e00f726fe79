package org.consulkv.state.kv;

import java.util.Optional;
import org.consulkv.runtime.Bytes;
import org.consulkv.state.session.SessionId;
import org.jspecify.annotations.Nullable;

/// A key with its value.
///
/// @param flags 64 bits that belong to the client, unsigned
/// @param lockIndex how often the lock was acquired since the value was last changed without it
/// @param holder the session that holds the lock
/// @param createIndex when the key came to be
/// @param modifyIndex when it last changed
public record KvEntry(
    Key key,
    Bytes value,
    long flags,
    long lockIndex,
    @Nullable SessionId holder,
    long createIndex,
    long modifyIndex) {

  /// The session that holds the lock.
  public Optional<SessionId> session() {
    return Optional.ofNullable(holder);
  }

  /// Whether this is what it holds.
  boolean holds(Bytes otherValue, long otherFlags) {
    return flags == otherFlags && value.equals(otherValue);
  }

  /// The same entry without its value, as transactions report what they wrote.
  public KvEntry withoutValue() {
    return value.isEmpty()
        ? this
        : new KvEntry(key, Bytes.EMPTY, flags, lockIndex, holder, createIndex, modifyIndex);
  }
}
