package org.consulkv.state.kv;

import org.consulkv.runtime.Bytes;
import org.consulkv.state.Command;

/// A change to the key-value table. Sessions are the text the client gave, since Consul's answers
/// depend on it.
public sealed interface KvCommand extends Command {

  /// Writes a value; the lock stays as it is.
  record Set(Key key, Bytes value, long flags) implements KvCommand {}

  /// Writes a value if the entry's ModifyIndex is `expectedIndex`, or for 0 if there is no entry.
  record CompareAndSet(Key key, Bytes value, long flags, long expectedIndex) implements KvCommand {}

  /// Removes a key, locked or not.
  record Delete(Key key) implements KvCommand {}

  /// Removes a key if its ModifyIndex is `expectedIndex`. Nothing to remove counts as done.
  record DeleteCas(Key key, long expectedIndex) implements KvCommand {}

  /// Removes every key that starts with the prefix; all keys for the empty one.
  record DeleteTree(Key prefix) implements KvCommand {}

  /// Writes a value and takes the lock for the session, if nobody else has it.
  record Lock(Key key, Bytes value, long flags, String session) implements KvCommand {}

  /// Writes a value and gives the lock back, if the session has it.
  record Unlock(Key key, Bytes value, long flags, String session) implements KvCommand {}

  /// Forgets the deletions up to and including this index.
  record ReapTombstones(long upToIndex) implements KvCommand {}
}
