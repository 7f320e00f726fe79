package org.consulkv.consensus;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.consulkv.runtime.Bytes;
import org.consulkv.runtime.LogException;
import org.consulkv.runtime.LogException.Reason;
import org.jspecify.annotations.Nullable;

/// Group commit: commands that arrive while entries are in flight share the next one. A lone
/// command is appended at once by the thread that proposes it; under load the thread that ends an
/// entry appends the next.
///
/// Commands keep the order in which they were proposed, because one thread at a time appends.
///
/// Threading: thread-safe; `lock` guards the fields, and nothing foreign is called while it is
/// held.
final class Batcher<R> {
  private final LogLimits limits;
  private final Consumer<Batch<R>> appender;
  private final ReentrantLock lock = new ReentrantLock();
  private final ArrayDeque<Proposal<R>> queue = new ArrayDeque<>();
  private final Set<Batch<R>> inFlight = new HashSet<>();
  private long queuedBytes;
  private boolean appending;
  private @Nullable LogException closed;

  /// @param appender starts to append an entry and later ends its batch; it must not block
  Batcher(LogLimits limits, Consumer<Batch<R>> appender) {
    this.limits = limits;
    this.appender = appender;
  }

  CompletableFuture<R> propose(Bytes command) {
    var proposal = new Proposal<R>(command);
    LogException refusal;
    lock.lock();
    try {
      refusal = refusal(command);
      if (refusal == null) {
        queue.add(proposal);
        queuedBytes += command.length();
      }
    } finally {
      lock.unlock();
    }
    if (refusal == null) {
      appendWhatMayGo();
    } else {
      proposal.completeExceptionally(refusal);
    }
    return proposal;
  }

  /// Refuses everything from now on. What waits was never appended and fails with `reason`; what is
  /// in flight may yet be applied and fails as unknown.
  void close(LogException reason) {
    List<Proposal<R>> waiting;
    List<Batch<R>> pending;
    lock.lock();
    try {
      closed = reason;
      waiting = List.copyOf(queue);
      pending = List.copyOf(inFlight);
      queue.clear();
      queuedBytes = 0;
    } finally {
      lock.unlock();
    }
    waiting.forEach(proposal -> proposal.completeExceptionally(reason));
    pending.forEach(batch ->
        batch.fail(
            new LogException(
                Reason.UNKNOWN, "the command may be applied: " + reason.getMessage())));
  }

  void ended(Batch<R> batch) {
    lock.lock();
    try {
      inFlight.remove(batch);
    } finally {
      lock.unlock();
    }
    appendWhatMayGo();
  }

  private @Nullable LogException refusal(Bytes command) {
    if (closed != null) {
      return closed;
    }
    if (command.length() > limits.commandBytes()) {
      return new LogException(
          Reason.TOO_LARGE,
          String.format(
              Locale.ROOT,
              "a command of %d bytes is longer than the limit of %d",
              command.length(),
              limits.commandBytes()));
    }
    if (queue.size() >= limits.queuedCommands()
        || queuedBytes + command.length() > limits.queuedBytes()) {
      return new LogException(
          Reason.OVERLOADED,
          String.format(
              Locale.ROOT, "%d commands of %d bytes wait already", queue.size(), queuedBytes));
    }
    return null;
  }

  private void appendWhatMayGo() {
    Batch<R> next = takeTurn();
    while (next != null) {
      appender.accept(next);
      next = nextOrGiveUpTurn();
    }
  }

  private @Nullable Batch<R> takeTurn() {
    lock.lock();
    try {
      if (appending) {
        return null; // whoever appends now looks again before it stops
      }
      Batch<R> next = next();
      appending = next != null;
      return next;
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Batch<R> nextOrGiveUpTurn() {
    lock.lock();
    try {
      Batch<R> next = next();
      appending = next != null;
      return next;
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Batch<R> next() {
    if (queue.isEmpty() || inFlight.size() >= limits.entriesInFlight()) {
      return null;
    }
    var proposals = new ArrayList<Proposal<R>>(Math.min(queue.size(), limits.entryCommands()));
    long bytes = 0;
    Proposal<R> head = queue.peek();
    while (head != null && fits(proposals.size(), bytes, head)) {
      proposals.add(head);
      bytes += head.command().length();
      queue.remove();
      head = queue.peek();
    }
    queuedBytes -= bytes;
    var batch = new Batch<>(this, proposals);
    inFlight.add(batch);
    return batch;
  }

  private boolean fits(int commands, long bytes, Proposal<R> proposal) {
    return commands == 0
        || (commands < limits.entryCommands()
            && bytes + proposal.command().length() <= limits.entryBytes());
  }
}
