package org.consulkv.server.query;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.consulkv.state.catalog.CatalogQueries.Health;
import org.consulkv.state.query.PreparedQuery;

/// The datacenters beside this one.
///
/// Threading: thread-safe; futures complete on any thread, which must not be blocked.
public interface OtherDatacenters {
  /// Those that are known, the nearest first.
  CompletableFuture<List<String>> nearestFirst();

  /// Executes a query there; fails if nobody answers.
  ///
  /// @param query its template filled in
  CompletableFuture<List<Health>> execute(
      String datacenter, PreparedQuery query, ExecuteOptions options);

  /// No others.
  OtherDatacenters NONE =
      new OtherDatacenters() {
        @Override
        public CompletableFuture<List<String>> nearestFirst() {
          return CompletableFuture.completedFuture(List.of());
        }

        @Override
        public CompletableFuture<List<Health>> execute(
            String datacenter, PreparedQuery query, ExecuteOptions options) {
          return CompletableFuture.completedFuture(List.of());
        }
      };
}
