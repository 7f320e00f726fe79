package org.consulkv.consensus;

import java.util.concurrent.CompletableFuture;
import org.consulkv.runtime.Bytes;

/// One command on its way, and the future of its outcome: one object, because there is one for
/// every write.
final class Proposal<R> extends CompletableFuture<R> {
  private final Bytes command;

  Proposal(Bytes command) {
    this.command = command;
  }

  Bytes command() {
    return command;
  }

  /// Futures derived from this one are ordinary ones.
  @Override
  public <U> CompletableFuture<U> newIncompleteFuture() {
    return new CompletableFuture<>();
  }
}
