package org.consulkv.consensus;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.exceptions.LeaderNotReadyException;
import org.apache.ratis.protocol.exceptions.LeaderSteppingDownException;
import org.apache.ratis.protocol.exceptions.NotLeaderException;
import org.apache.ratis.protocol.exceptions.ReconfigurationInProgressException;
import org.consulkv.runtime.LogException;
import org.consulkv.runtime.LogException.Reason;
import org.consulkv.runtime.LogMembership;
import org.consulkv.runtime.LogStatus;
import org.consulkv.runtime.LogStatus.Peer;
import org.jspecify.annotations.Nullable;

/// Changes the configuration of Ratis' group, one server at a time. A change is refused if the
/// configuration is not the one that it was made from.
///
/// Threading: thread-safe. Futures complete on threads that may go on with another change.
final class RatisMembership<R> implements LogMembership {
  private final Supplier<@Nullable RatisNode<R>> node;

  /// @param node gives the server in use, if there is one
  RatisMembership(Supplier<@Nullable RatisNode<R>> node) {
    this.node = node;
  }

  @Override
  public CompletableFuture<Void> put(Peer peer) {
    return change(peers -> {
      peers.removeIf(known -> known.id().equals(peer.id()));
      peers.add(peer);
    });
  }

  @Override
  public CompletableFuture<Void> remove(String id) {
    return change(peers -> peers.removeIf(known -> known.id().equals(id)));
  }

  private interface Change {
    void on(List<Peer> peers);
  }

  private CompletableFuture<Void> change(Change change) {
    RatisNode<R> leader;
    try {
      leader = leader();
    } catch (LogException e) {
      return CompletableFuture.failedFuture(e);
    }
    List<Peer> before = leader.status(0, -1).peers();
    List<Peer> after = new ArrayList<>(before);
    change.on(after);
    if (after.equals(before)) {
      return CompletableFuture.completedFuture(null);
    }
    if (after.stream().noneMatch(Peer::voter)) {
      return CompletableFuture.failedFuture(
          new LogException(Reason.REFUSED, "the last voter must stay"));
    }
    if (after.stream().anyMatch(peer -> !peer.voter() && peer.id().equals(leader.id()))) {
      return CompletableFuture.failedFuture( // Ratis would let it go on leading
          new LogException(Reason.REFUSED, "a server that leads must keep its vote"));
    }
    return end(() -> leader.configure(before, after));
  }

  @Override
  public CompletableFuture<Void> transferLeadership(String id) {
    RatisNode<R> leader;
    try {
      leader = leader();
    } catch (LogException e) {
      return CompletableFuture.failedFuture(e);
    }
    LogStatus status = leader.status(0, -1);
    List<String> others =
        status.peers().stream()
            .filter(Peer::voter)
            .map(Peer::id)
            .filter(other -> !other.equals(status.id()))
            .toList();
    if (id.isEmpty()) {
      return transfer(leader, others.iterator(), "there is no other voter");
    }
    return others.contains(id)
        ? end(() -> leader.transferLeadership(id))
        : CompletableFuture.failedFuture(
            new LogException(Reason.REFUSED, id + " is no other voter of this cluster"));
  }

  /// Tries one after the other.
  private CompletableFuture<Void> transfer(
      RatisNode<R> leader, Iterator<String> targets, String lastFailure) {
    if (!targets.hasNext()) {
      return CompletableFuture.failedFuture(new LogException(Reason.REFUSED, lastFailure));
    }
    String target = targets.next();
    return end(() -> leader.transferLeadership(target))
        .exceptionallyCompose(failure ->
            leader.leads()
                ? transfer(leader, targets, String.valueOf(failure.getMessage()))
                : CompletableFuture.failedFuture(failure));
  }

  private RatisNode<R> leader() {
    RatisNode<R> current = node.get();
    if (current == null || !current.leads()) {
      throw new LogException(Reason.NO_LEADER, "this server does not lead the cluster");
    }
    return current;
  }

  private interface Request {
    CompletableFuture<RaftClientReply> send() throws IOException;
  }

  /// Sends it and gives its end, both on a thread of their own: Ratis blocks the sender until it
  /// has begun, and replies on the very thread that would have to begin the next.
  private static CompletableFuture<Void> end(Request request) {
    return CompletableFuture.completedFuture(request)
        .thenComposeAsync(RatisMembership::sent, Thread::startVirtualThread)
        .handleAsync(
            (reply, thrown) -> {
              Throwable failure = thrown == null ? reply.getException() : thrown;
              if (failure != null) {
                throw reason(failure);
              }
              return null;
            },
            Thread::startVirtualThread);
  }

  private static CompletableFuture<RaftClientReply> sent(Request request) {
    try {
      return request.send();
    } catch (IOException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static LogException reason(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    String message = "the servers of the log were not changed: " + cause.getMessage();
    return switch (cause) {
      case NotLeaderException e -> new LogException(Reason.NO_LEADER, message, e);
      case LeaderNotReadyException e -> new LogException(Reason.NO_LEADER, message, e);
      case LeaderSteppingDownException e -> new LogException(Reason.NO_LEADER, message, e);
      case ReconfigurationInProgressException e ->
          new LogException(Reason.OVERLOADED, "another change is under way", e);
      default -> new LogException(Reason.UNKNOWN, message, cause);
    };
  }
}
