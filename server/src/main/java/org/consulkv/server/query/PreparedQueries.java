package org.consulkv.server.query;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.consulkv.runtime.Chance;
import org.consulkv.server.ApiException;
import org.consulkv.server.ErrorKind;
import org.consulkv.server.Writes;
import org.consulkv.state.Outcome;
import org.consulkv.state.Snapshot;
import org.consulkv.state.WatchSet;
import org.consulkv.state.catalog.CatalogQueries;
import org.consulkv.state.catalog.CatalogQueries.Health;
import org.consulkv.state.catalog.Node;
import org.consulkv.state.coordinate.Distances;
import org.consulkv.state.query.PreparedQuery;
import org.consulkv.state.query.QueryCommand;
import org.consulkv.state.query.QueryId;
import org.consulkv.state.query.QueryQueries;

/// Makes, changes, removes and executes prepared queries. Writes are decided here, on the leader;
/// executing reads nothing but a snapshot.
///
/// Threading: thread-safe.
public final class PreparedQueries {
  private final Writes writes;
  private final Supplier<Snapshot> snapshots;
  private final Chance chance;
  private final String datacenter;
  private volatile OtherDatacenters others = OtherDatacenters.NONE;

  public PreparedQueries(
      Writes writes, Supplier<Snapshot> snapshots, Chance chance, String datacenter) {
    this.writes = writes;
    this.snapshots = snapshots;
    this.chance = chance;
    this.datacenter = datacenter;
  }

  /// An id that no query has.
  public QueryId unusedId() {
    QueryId id = new QueryId(chance.uuid());
    while (find(id).isPresent()) {
      id = new QueryId(chance.uuid());
    }
    return id;
  }

  /// Makes the query. Its id comes from [#unusedId].
  ///
  /// @return its id, or an [ApiException]
  public CompletableFuture<QueryId> create(PreparedQuery query) {
    try {
      check(query);
    } catch (ApiException refused) {
      return CompletableFuture.failedFuture(refused);
    }
    return propose(new QueryCommand.Put(query)).thenApply(_ -> query.id());
  }

  /// Replaces the query with this id.
  ///
  /// @throws ApiException if there is none, or the new one may not be
  public CompletableFuture<Void> update(PreparedQuery query) {
    try {
      require(query.id());
      check(query);
    } catch (ApiException refused) {
      return CompletableFuture.failedFuture(refused);
    }
    return propose(new QueryCommand.Put(query)).thenApply(_ -> null);
  }

  /// Removes the query.
  ///
  /// @param id as the client wrote it
  public CompletableFuture<Void> delete(String id) {
    try {
      QueryId parsed = idForWrite(id);
      require(parsed);
      return propose(new QueryCommand.Delete(parsed)).thenApply(_ -> null);
    } catch (ApiException refused) {
      return CompletableFuture.failedFuture(refused);
    }
  }

  /// The id that a client wrote to change a query.
  ///
  /// @throws ApiException if it cannot be one
  public static QueryId idForWrite(String id) {
    return QueryId.parse(id)
        .orElseThrow(() ->
            new ApiException(
                ErrorKind.REFUSED, "Prepared Query lookup failed: " + QueryId.MALFORMED));
  }

  /// The query for a name or id, its template filled in. An id finds no template: there would be
  /// nothing to fill in.
  ///
  /// @throws ApiException if an id names a template
  public static Optional<PreparedQuery> resolve(Snapshot snapshot, String nameOrId) {
    Optional<QueryId> id = QueryId.parse(nameOrId);
    if (id.isEmpty()) {
      return QueryQueries.named(snapshot, nameOrId).map(query -> Templates.render(query, nameOrId));
    }
    Optional<PreparedQuery> query = QueryQueries.get(snapshot, WatchSet.NONE, id.get()).value();
    if (query.isPresent() && query.get().isTemplate()) {
      throw new ApiException(
          ErrorKind.REFUSED, "prepared query templates can only be resolved up by name, not by ID");
    }
    return query;
  }

  /// Says how to reach other datacenters, which are asked when this one has no instance.
  public void reach(OtherDatacenters reachable) {
    others = reachable;
  }

  /// Finds the instances that a query asks for, in other datacenters if there is none here.
  ///
  /// @return empty if there is no such query
  /// @throws ApiException if an id names a template
  public CompletableFuture<Optional<Execution>> executeAnywhere(
      Snapshot snapshot, String nameOrId, ExecuteOptions options) {
    Optional<Execution> here = execute(snapshot, nameOrId, options);
    if (here.isEmpty()
        || !here.get().nodes().isEmpty()
        || !FailingOver.isWanted(here.get().query())) {
      return CompletableFuture.completedFuture(here);
    }
    return FailingOver.from(here.get(), others, options).thenApply(Optional::of);
  }

  /// Finds the instances that a query of another datacenter asks for, here.
  public List<Health> executeHere(Snapshot snapshot, PreparedQuery query, ExecuteOptions options) {
    return execute(snapshot, query, options).nodes();
  }

  /// Finds the instances that a query asks for in this datacenter, shuffled.
  ///
  /// @return empty if there is no such query
  /// @throws ApiException if an id names a template
  public Optional<Execution> execute(Snapshot snapshot, String nameOrId, ExecuteOptions options) {
    return resolve(snapshot, nameOrId).map(query -> execute(snapshot, query, options));
  }

  private Execution execute(Snapshot snapshot, PreparedQuery query, ExecuteOptions options) {
    List<Health> wanted = new ArrayList<>();
    for (Health instance :
        CatalogQueries.health(snapshot, WatchSet.NONE, query.service().service()).value()) {
      if (!options.connect() && Matching.wants(query.service(), instance)) {
        wanted.add(instance);
      }
    }
    shuffle(wanted);
    List<Health> nodes = sorted(snapshot, wanted, query, options);
    int limit = options.limit();
    return new Execution(
        query, limit > 0 && limit < nodes.size() ? nodes.subList(0, limit) : nodes, datacenter, 0);
  }

  /// By distance from a node, if one is named; what is equally far stays shuffled.
  private static List<Health> sorted(
      Snapshot snapshot, List<Health> found, PreparedQuery query, ExecuteOptions options) {
    String near = options.near().isEmpty() ? query.service().near() : options.near();
    String source =
        switch (near) {
          case "" -> "";
          case "_agent" -> options.agent();
          case "_ip" -> nodeAt(snapshot, options.source());
          default -> near;
        };
    return source.isEmpty()
        ? found
        : Distances.nearestFirst(snapshot, source, found, health -> health.node().name());
  }

  /// The node with this address; an empty text if there is none.
  private static String nodeAt(Snapshot snapshot, String address) {
    return CatalogQueries.nodes(snapshot, WatchSet.NONE).value().stream()
        .filter(node -> isSame(node.address(), address))
        .map(Node::name)
        .findFirst()
        .orElse("");
  }

  /// IPv6 addresses have several spellings.
  private static boolean isSame(String one, String other) {
    if (one.equals(other)) {
      return true;
    }
    if (one.indexOf(':') < 0 || other.indexOf(':') < 0) {
      return false;
    }
    try {
      return InetAddress.ofLiteral(one).equals(InetAddress.ofLiteral(other));
    } catch (IllegalArgumentException notAddresses) {
      return false;
    }
  }

  private void shuffle(List<Health> list) {
    for (int i = list.size() - 1; i > 0; i--) {
      java.util.Collections.swap(list, i, (int) chance.below(i + 1));
    }
  }

  private static void check(PreparedQuery query) {
    QueryRules.check(query);
    Templates.check(query);
  }

  private void require(QueryId id) {
    if (find(id).isEmpty()) {
      throw new ApiException(
          ErrorKind.REFUSED, "Cannot modify non-existent prepared query: '" + id.text() + "'");
    }
  }

  private Optional<PreparedQuery> find(QueryId id) {
    return QueryQueries.get(snapshots.get(), WatchSet.NONE, id).value();
  }

  private CompletableFuture<Outcome> propose(QueryCommand command) {
    return writes
        .propose(command)
        .thenApply(outcome -> {
          if (outcome instanceof Outcome.Failed failed) {
            throw new ApiException(ErrorKind.REFUSED, "raft apply failed: " + failed.message());
          }
          return outcome;
        });
  }
}
