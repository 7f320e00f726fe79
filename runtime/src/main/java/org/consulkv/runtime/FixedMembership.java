package org.consulkv.runtime;

import java.util.concurrent.CompletableFuture;
import org.consulkv.runtime.LogException.Reason;
import org.consulkv.runtime.LogStatus.Peer;

/// Refuses every change.
record FixedMembership(String why) implements LogMembership {
  @Override
  public CompletableFuture<Void> put(Peer peer) {
    return refused();
  }

  @Override
  public CompletableFuture<Void> remove(String id) {
    return refused();
  }

  @Override
  public CompletableFuture<Void> transferLeadership(String id) {
    return refused();
  }

  private CompletableFuture<Void> refused() {
    return CompletableFuture.failedFuture(new LogException(Reason.REFUSED, why));
  }
}
