package org.consulkv.server.kv;

import java.util.concurrent.CompletableFuture;
import org.consulkv.runtime.Bytes;
import org.consulkv.server.ApiException;
import org.consulkv.server.ErrorKind;
import org.consulkv.server.Writes;
import org.consulkv.state.Outcome;
import org.consulkv.state.kv.Key;
import org.consulkv.state.kv.KvCommand;
import org.consulkv.state.kv.KvOutcome;

/// Writes of single keys. What depends on the leader's clock is settled here; the rest when the
/// command is applied.
///
/// Each call completes with what the API answers, `true` or `false`, or fails with an
/// [ApiException].
///
/// Threading: thread-safe.
public final class KvWrites {
  private final Writes writes;
  private final LockDelays lockDelays;

  public KvWrites(Writes writes, LockDelays lockDelays) {
    this.writes = writes;
    this.lockDelays = lockDelays;
  }

  public CompletableFuture<Boolean> set(Key key, Bytes value, long flags) {
    return propose(new KvCommand.Set(key, value, flags));
  }

  /// @param expectedIndex the key's ModifyIndex; 0: only if there is no such key
  public CompletableFuture<Boolean> compareAndSet(
      Key key, Bytes value, long flags, long expectedIndex) {
    return propose(new KvCommand.CompareAndSet(key, value, flags, expectedIndex));
  }

  /// @param session as the caller wrote it
  public CompletableFuture<Boolean> lock(Key key, Bytes value, long flags, String session) {
    if (lockDelays.holds(key)) {
      return CompletableFuture.completedFuture(false);
    }
    return propose(new KvCommand.Lock(key, value, flags, session));
  }

  /// @param session as the caller wrote it
  public CompletableFuture<Boolean> unlock(Key key, Bytes value, long flags, String session) {
    return propose(new KvCommand.Unlock(key, value, flags, session));
  }

  public CompletableFuture<Boolean> delete(Key key) {
    return propose(new KvCommand.Delete(key));
  }

  public CompletableFuture<Boolean> deleteCas(Key key, long expectedIndex) {
    return propose(new KvCommand.DeleteCas(key, expectedIndex));
  }

  /// Deletes every key that starts with the prefix.
  public CompletableFuture<Boolean> deleteTree(Key prefix) {
    return propose(new KvCommand.DeleteTree(prefix));
  }

  private CompletableFuture<Boolean> propose(KvCommand command) {
    return writes.propose(command).thenApply(KvWrites::answer);
  }

  private static boolean answer(Outcome outcome) {
    return switch (outcome) {
      case KvOutcome.Done _ -> true;
      case KvOutcome.Refused _ -> false;
      case Outcome.Failed failed ->
          throw new ApiException(ErrorKind.REFUSED, "raft apply failed: " + failed.message());
      default -> throw new IllegalStateException("not an outcome of a key: " + outcome);
    };
  }
}
