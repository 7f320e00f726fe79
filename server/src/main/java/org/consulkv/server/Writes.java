package org.consulkv.server;

import java.util.concurrent.CompletableFuture;
import org.consulkv.runtime.Bytes;
import org.consulkv.runtime.LogStatus;
import org.consulkv.runtime.ReplicatedLog;
import org.consulkv.state.Command;
import org.consulkv.state.Outcome;
import org.consulkv.state.codec.CommandCodec;

/// The way of a decided change into the log.
///
/// Threading: thread-safe.
public final class Writes {
  private final ReplicatedLog<Outcome> log;
  private final Hold hold;
  private final Hold atOnce;

  Writes(ReplicatedLog<Outcome> log, Hold hold) {
    this.log = log;
    this.hold = hold.unless(() -> othersLead(log));
    atOnce = hold.unless(() -> true);
  }

  /// Whether a command must go to another server, so that there is nothing to wait for here.
  private static boolean othersLead(ReplicatedLog<Outcome> log) {
    LogStatus status = log.status();
    return status.leader().filter(leader -> !leader.equals(status.id())).isPresent();
  }

  /// Proposes the command. Completes on the log's thread when it is durable and applied, or fails
  /// with an [ApiException].
  public CompletableFuture<Outcome> propose(Command command) {
    Bytes encoded = CommandCodec.encode(command);
    return hold.call(() -> log.propose(encoded));
  }

  /// The same for what a leader decides by itself. It is proposed at once or not at all: another
  /// leader would decide anew, and so would this server should it lead again.
  public CompletableFuture<Outcome> proposeAsLeader(Command command) {
    return atOnce.call(() -> log.propose(CommandCodec.encode(command)));
  }
}
