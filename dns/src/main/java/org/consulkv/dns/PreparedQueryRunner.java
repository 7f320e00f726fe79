package org.consulkv.dns;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.consulkv.dns.lookup.QueryRunner;
import org.consulkv.runtime.GoDuration;
import org.consulkv.server.ApiException;
import org.consulkv.server.query.ExecuteOptions;
import org.consulkv.server.query.Execution;
import org.consulkv.server.query.PreparedQueries;
import org.consulkv.state.Snapshot;
import org.consulkv.state.query.QueryTable;

/// Executes the server's prepared queries.
///
/// @param node this agent's node, for queries that prefer what is near it
record PreparedQueryRunner(PreparedQueries queries, String node) implements QueryRunner {
  @Override
  public Optional<Result> run(Snapshot snapshot, String nameOrId, InetAddress asker) {
    try {
      return queries.execute(snapshot, nameOrId, options(asker)).map(PreparedQueryRunner::result);
    } catch (ApiException _) {
      return Optional.empty(); // the id of a template, which has no name to be filled in with
    }
  }

  private ExecuteOptions options(InetAddress asker) {
    return new ExecuteOptions(0, false, node, "", asker.getHostAddress());
  }

  @Override
  public CompletableFuture<QueryRunner> ready(
      Snapshot snapshot, String nameOrId, InetAddress asker) {
    try {
      return queries
          .executeAnywhere(snapshot, nameOrId, options(asker))
          .thenApply(found -> new Ran(found.map(PreparedQueryRunner::result), this));
    } catch (ApiException _) {
      return CompletableFuture.completedFuture(this);
    }
  }

  /// A query that was executed already.
  private record Ran(Optional<Result> found, QueryRunner runner) implements QueryRunner {
    @Override
    public Optional<Result> run(Snapshot snapshot, String nameOrId, InetAddress asker) {
      return found;
    }

    @Override
    public long lastIndex(Snapshot snapshot) {
      return runner.lastIndex(snapshot);
    }
  }

  /// Instances of another datacenter stay in the order in which that gave them: what is shuffled
  /// here is kept until the state here changes.
  private static Result result(Execution execution) {
    String ttl = execution.query().dnsTtl();
    return new Result(
        execution.query().service().service(),
        execution.nodes(),
        ttl.isEmpty() ? Optional.<Duration>empty() : Optional.of(GoDuration.parse(ttl)),
        !execution.query().service().near().isEmpty() || execution.failovers() > 0);
  }

  @Override
  public long lastIndex(Snapshot snapshot) {
    return snapshot.lastIndex(QueryTable.TABLE);
  }
}
