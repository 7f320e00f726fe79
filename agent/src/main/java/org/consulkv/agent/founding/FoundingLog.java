package org.consulkv.agent.founding;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.consulkv.runtime.Bytes;
import org.consulkv.runtime.LogException;
import org.consulkv.runtime.LogException.Reason;
import org.consulkv.runtime.LogMembership;
import org.consulkv.runtime.LogStatus;
import org.consulkv.runtime.LogStatus.Peer;
import org.consulkv.runtime.ReplicatedLog;

/// The log of a server that may have to found a cluster: it is opened without members, is opened
/// anew when this server founds one, and takes no command before as many servers as were asked for
/// have a vote. So nothing is ever acknowledged by a cluster that might turn out not to be the one.
///
/// Threading: thread-safe; one lock guards changes and serializes listeners.
public final class FoundingLog<R> implements ReplicatedLog<R>, LogMembership {
  private final Opener<R> opener;
  private final List<LeadershipListener> listeners = new ArrayList<>();
  private volatile Opened<R> current;
  private volatile boolean serves;
  private boolean leads;

  /// A log, and who takes part in it.
  public record Opened<R>(ReplicatedLog<R> log, LogMembership membership) {}

  /// Opens the log.
  public interface Opener<R> {
    /// @param members the first members of a log that is new; none to wait until it is taken in
    Opened<R> open(List<Peer> members) throws IOException;
  }

  private FoundingLog(Opener<R> opener, Opened<R> first, boolean serves) {
    this.opener = opener;
    this.current = first;
    this.serves = serves;
  }

  /// Opens the log.
  ///
  /// @param founding whether it takes no commands until [#serve]
  public static <R> FoundingLog<R> open(Opener<R> opener, List<Peer> members, boolean founding)
      throws IOException {
    FoundingLog<R> log = new FoundingLog<>(opener, opener.open(members), !founding);
    log.listen(log.current);
    return log;
  }

  private void listen(Opened<R> opened) {
    opened.log().onLeadership(now -> happened(opened, now));
  }

  @SuppressWarnings("ReferenceEquality") // an earlier log tells nothing any more
  private synchronized void happened(Opened<R> of, boolean now) {
    if (of == current) {
      leads = now;
      if (serves) {
        listeners.forEach(listener -> listener.leads(now));
      }
    }
  }

  /// Starts a log of which this server is the only member, in place of one that has none.
  void found(Peer self) throws IOException {
    serves = false;
    current.log().close();
    Opened<R> founded = opener.open(List.of(self));
    synchronized (this) {
      current = founded;
    }
    listen(founded);
  }

  /// Takes commands from now on.
  synchronized void serve() {
    if (!serves) {
      serves = true;
      if (leads) {
        listeners.forEach(listener -> listener.leads(true));
      }
    }
  }

  /// Who takes part, and whether this server leads, even while it takes no commands.
  public LogStatus inside() {
    return current.log().status();
  }

  @Override
  public CompletableFuture<R> propose(Bytes command) {
    return serves ? current.log().propose(command) : refused();
  }

  @Override
  public CompletableFuture<Void> readBarrier() {
    return serves ? current.log().readBarrier() : refused();
  }

  private static <T> CompletableFuture<T> refused() {
    return CompletableFuture.failedFuture(
        new LogException(Reason.NO_LEADER, "the cluster is being founded"));
  }

  @Override
  public LogStatus status() {
    LogStatus status = current.log().status();
    if (serves) {
      return status;
    }
    return new LogStatus(
        status.id(),
        LogStatus.Role.FOLLOWER,
        Optional.empty(),
        status.peers(),
        status.peersIndex(),
        status.term(),
        status.lastLogIndex(),
        status.lastLogTerm(),
        status.commitIndex(),
        status.appliedIndex(),
        status.snapshotIndex(),
        status.snapshotTerm(),
        status.pendingApply(),
        Duration.ZERO);
  }

  @Override
  public boolean leads() {
    return serves && current.log().leads();
  }

  @Override
  public Optional<String> leader() {
    return serves ? current.log().leader() : Optional.empty();
  }

  @Override
  public Duration lastContact() {
    return serves ? current.log().lastContact() : Duration.ZERO;
  }

  @Override
  public long appliedIndex() {
    return current.log().appliedIndex();
  }

  @Override
  public CompletableFuture<Void> reached(long index) {
    return current.log().reached(index);
  }

  @Override
  public synchronized void onLeadership(LeadershipListener listener) {
    listeners.add(listener);
    if (serves && leads) {
      listener.leads(true);
    }
  }

  @Override
  public CompletableFuture<Void> compact() {
    return current.log().compact();
  }

  @Override
  public CompletableFuture<Void> put(Peer peer) {
    return current.membership().put(peer);
  }

  @Override
  public CompletableFuture<Void> remove(String id) {
    return current.membership().remove(id);
  }

  @Override
  public CompletableFuture<Void> transferLeadership(String id) {
    return current.membership().transferLeadership(id);
  }

  @Override
  public void close() {
    current.log().close();
  }
}
