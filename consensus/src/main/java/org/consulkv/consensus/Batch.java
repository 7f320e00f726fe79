package org.consulkv.consensus;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.consulkv.runtime.Bytes;
import org.consulkv.runtime.Invariant;
import org.consulkv.runtime.LogException;

/// The commands that share one log entry.
///
/// Threading: immutable but for its end, which comes once, from any thread: later calls of
/// [#complete] and [#fail] do nothing.
final class Batch<R> {
  private final Batcher<R> owner;
  private final List<Proposal<R>> proposals;
  private final AtomicBoolean ended = new AtomicBoolean();

  /// Set once the entry may be in the log: from then on a failure leaves the outcome unknown.
  private volatile boolean appended;

  Batch(Batcher<R> owner, List<Proposal<R>> proposals) {
    this.owner = owner;
    this.proposals = proposals;
  }

  List<Bytes> commands() {
    var commands = new ArrayList<Bytes>(proposals.size());
    for (Proposal<R> proposal : proposals) {
      commands.add(proposal.command());
    }
    return commands;
  }

  /// Length of all commands together.
  long bytes() {
    long bytes = 0;
    for (Proposal<R> proposal : proposals) {
      bytes += proposal.command().length();
    }
    return bytes;
  }

  void appended() {
    appended = true;
  }

  boolean mayBeApplied() {
    return appended;
  }

  boolean hasEnded() {
    return ended.get();
  }

  /// Hands each proposer its outcome. The next entry is sent off first, so that the disk works
  /// while the answers are written.
  void complete(List<R> outcomes) {
    Invariant.check(
        outcomes.size() == proposals.size(),
        "%d outcomes for %d commands",
        outcomes.size(),
        proposals.size());
    if (ended.compareAndSet(false, true)) {
      owner.ended(this);
      for (int i = 0; i < outcomes.size(); i++) {
        proposals.get(i).complete(outcomes.get(i));
      }
    }
  }

  void fail(LogException reason) {
    if (ended.compareAndSet(false, true)) {
      owner.ended(this);
      for (Proposal<R> proposal : proposals) {
        proposal.completeExceptionally(reason);
      }
    }
  }
}
