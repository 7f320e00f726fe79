package org.consulkv.server.operator;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.consulkv.runtime.LogMembership;
import org.consulkv.runtime.LogStatus;
import org.consulkv.runtime.LogStatus.Peer;
import org.consulkv.server.ApiException;
import org.consulkv.server.ErrorKind;
import org.consulkv.server.LogFailures;
import org.consulkv.server.membership.ClusterMember;
import org.consulkv.server.membership.ClusterMembers;

/// What operators see and do of Raft. Changes are made on the leader.
///
/// Threading: thread-safe.
public final class RaftOperations {
  private final Supplier<LogStatus> log;
  private final LogMembership membership;
  private final ClusterMembers pool;
  private final Consumer<String> removing;

  /// @param removing told which server is about to be taken out
  public RaftOperations(
      Supplier<LogStatus> log,
      LogMembership membership,
      ClusterMembers pool,
      Consumer<String> removing) {
    this.log = log;
    this.membership = membership;
    this.pool = pool;
    this.removing = removing;
  }

  /// Who takes part. Servers are named, and their addresses are those of now, as far as the pool
  /// knows them.
  public RaftConfiguration configuration() {
    LogStatus status = log.get();
    Map<String, ClusterMember> known = known();
    List<RaftConfiguration.Server> servers =
        status.peers().stream()
            .map(peer -> {
              ClusterMember member = known.get(peer.id());
              return new RaftConfiguration.Server(
                  peer.id(),
                  member == null ? "(unknown)" : member.name(),
                  host(peer, member),
                  status.leader().filter(peer.id()::equals).isPresent(),
                  peer.voter());
            })
            .toList();
    return new RaftConfiguration(servers, status.peersIndex());
  }

  /// Host and port of the leader's server address; empty while there is none.
  public String leader() {
    return configuration().servers().stream()
        .filter(RaftConfiguration.Server::leader)
        .map(RaftConfiguration.Server::address)
        .findFirst()
        .orElse("");
  }

  /// Takes a server out.
  ///
  /// @param what `id` or `address`
  /// @return done, or an [ApiException]
  public CompletableFuture<Void> remove(String what, String value) {
    String id =
        configuration().servers().stream()
            .filter(server -> value.equals(what.equals("id") ? server.id() : server.address()))
            .findFirst()
            .map(RaftConfiguration.Server::id)
            .orElseThrow(() ->
                new ApiException(
                    ErrorKind.REFUSED,
                    what + " \"" + value + "\" was not found in the Raft configuration"));
    LogStatus status = log.get();
    if (status.peers().size() == 1) {
      throw new ApiException(
          ErrorKind.REFUSED, "peer " + id + " cannot be removed: it is the only server");
    }
    removing.accept(id);
    return translated(membership.remove(id));
  }

  /// Takes out a server that wants to go; done if it is out already.
  ///
  /// @return done, or an [ApiException]
  public CompletableFuture<Void> takeOut(String id) {
    if (log.get().peers().stream().noneMatch(peer -> peer.id().equals(id))) {
      return CompletableFuture.completedFuture(null);
    }
    return remove("id", id);
  }

  /// Hands leadership on.
  ///
  /// @param id whom to; empty for any that is up to date
  /// @return done, or an [ApiException]
  public CompletableFuture<Void> transferLeader(String id) {
    LogStatus status = log.get();
    Optional<Peer> target =
        status.peers().stream().filter(peer -> peer.id().equals(id)).findFirst();
    if (!id.isEmpty() && target.filter(Peer::voter).isEmpty()) {
      throw new ApiException(
          ErrorKind.REFUSED, "the server with id \"" + id + "\" has no vote, or does not exist");
    }
    if (status.peers().stream().filter(Peer::voter).count() < 2) {
      throw new ApiException(
          ErrorKind.REFUSED, "cannot find peer: there is no other server with a vote");
    }
    return translated(membership.transferLeadership(id));
  }

  private Map<String, ClusterMember> known() {
    return pool.members().stream()
        .filter(member -> member.server().isPresent())
        .collect(Collectors.toMap(ClusterMember::id, member -> member, (_, last) -> last));
  }

  private static String host(Peer peer, @org.jspecify.annotations.Nullable ClusterMember member) {
    return member == null
        ? peer.address()
        : member.server().map(ClusterMember.ServerPart::host).orElse(peer.address());
  }

  private static CompletableFuture<Void> translated(CompletableFuture<Void> change) {
    return change.exceptionallyCompose(
        failure -> CompletableFuture.failedFuture(LogFailures.translate(failure)));
  }
}
