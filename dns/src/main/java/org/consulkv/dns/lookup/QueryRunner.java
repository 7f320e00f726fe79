package org.consulkv.dns.lookup;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.consulkv.state.Snapshot;
import org.consulkv.state.catalog.CatalogQueries.Health;

/// Executes prepared queries for DNS.
public interface QueryRunner {
  /// No prepared queries.
  QueryRunner NONE =
      new QueryRunner() {
        @Override
        public Optional<Result> run(Snapshot snapshot, String nameOrId, InetAddress asker) {
          return Optional.empty();
        }

        @Override
        public long lastIndex(Snapshot snapshot) {
          return 0;
        }
      };

  /// What a query found.
  ///
  /// @param service whose instances they are
  /// @param ttl what the query says of how long its answers may be kept, if it does
  /// @param near whether the instances are in the order of their distance
  record Result(String service, List<Health> instances, Optional<Duration> ttl, boolean near) {
    public Result {
      instances = List.copyOf(instances);
    }
  }

  /// @param nameOrId in lower case
  /// @return nothing if there is no such query
  Optional<Result> run(Snapshot snapshot, String nameOrId, InetAddress asker);

  /// A runner for this query that has what it needs from other datacenters: complete already,
  /// unless they have to be asked.
  default CompletableFuture<QueryRunner> ready(
      Snapshot snapshot, String nameOrId, InetAddress asker) {
    return CompletableFuture.completedFuture(this);
  }

  /// The index of the last change of any query.
  long lastIndex(Snapshot snapshot);
}
