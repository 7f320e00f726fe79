package org.consulkv.http.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.consulkv.http.Headers;
import org.consulkv.http.reading.Form;
import org.consulkv.http.reading.Found;
import org.consulkv.server.blocking.BlockingQuery;
import org.consulkv.state.Indexed;
import org.consulkv.state.Snapshot;
import org.consulkv.state.WatchSet;
import org.consulkv.state.catalog.CatalogQueries;
import org.consulkv.state.catalog.CatalogQueries.Health;
import org.consulkv.state.catalog.CatalogTables;
import org.consulkv.state.catalog.Check;
import org.jspecify.annotations.Nullable;

/// The questions of `GET /v1/health`.
final class HealthReads {
  private static final Form<List<Check>> CHECKS =
      Form.list((json, check) -> CatalogJson.check(json, check, true));
  private static final Form<List<Health>> INSTANCES = Form.list(InstanceJson::health);

  private HealthReads() {}

  /// A part of the checks there are.
  sealed interface Of {
    Indexed<List<Check>> in(Snapshot snapshot, WatchSet watches);

    /// The checks on a node.
    record OnNode(String node) implements Of {
      @Override
      public Indexed<List<Check>> in(Snapshot snapshot, WatchSet watches) {
        return CatalogQueries.nodeChecks(snapshot, watches, node);
      }
    }

    /// The checks of a service's instances.
    record OfService(String service) implements Of {
      @Override
      public Indexed<List<Check>> in(Snapshot snapshot, WatchSet watches) {
        return CatalogQueries.serviceChecks(snapshot, watches, service);
      }
    }

    /// @param state empty for any
    record InState(Optional<String> state) implements Of {
      @Override
      public Indexed<List<Check>> in(Snapshot snapshot, WatchSet watches) {
        return CatalogQueries.checksInState(snapshot, watches, state);
      }
    }
  }

  record Checks(Of which, Narrowing<Check> narrowing, boolean pretty)
      implements BlockingQuery<Found<List<Check>>> {
    @Override
    public Indexed<Found<List<Check>>> evaluate(Snapshot snapshot, WatchSet watches) {
      Indexed<List<Check>> found = which.in(snapshot, watches);
      List<Check> checks =
          narrowing.of(
              snapshot,
              found.value(),
              check -> CatalogQueries.nodeOf(snapshot, check).orElse(null));
      return new Indexed<>(found.index(), new Found<>(checks, CHECKS, pretty));
    }

    @Override
    public @Nullable Object version(Snapshot snapshot) {
      return narrowing.isInNaturalOrder() && narrowing.nodeMeta().isEmpty()
          ? snapshot.version(CatalogTables.CHECKS)
          : null;
    }
  }

  record Instances(
      String service,
      boolean passingOnly,
      List<String> tags,
      Narrowing<Health> narrowing,
      WanAddresses addresses,
      boolean pretty)
      implements BlockingQuery<Found<List<Health>>> {
    @Override
    public Indexed<Found<List<Health>>> evaluate(Snapshot snapshot, WatchSet watches) {
      Indexed<List<Health>> found = CatalogQueries.health(snapshot, watches, service);
      Stream<Health> instances = found.value().stream();
      if (passingOnly) {
        instances = instances.filter(Instances::passes);
      }
      if (!tags.isEmpty()) {
        instances = instances.filter(health -> CatalogReads.tagged(health.service(), tags));
      }
      List<Health> kept = narrowing.of(snapshot, instances.toList(), Health::node);
      return new Indexed<>(found.index(), new Found<>(addresses.health(kept), INSTANCES, pretty));
    }

    @Override
    public @Nullable Object version(Snapshot snapshot) {
      return narrowing.isInNaturalOrder() ? CatalogQueries.serviceVersion(snapshot, service) : null;
    }

    private static boolean passes(Health health) {
      return health.checks().stream().allMatch(check -> check.status().equals(Check.PASSING));
    }
  }

  /// What Consul answers a malformed `?passing`: an error, but with the index of an answer.
  record MalformedPassing(String service) implements BlockingQuery<Found<String>> {
    @Override
    public Indexed<Found<String>> evaluate(Snapshot snapshot, WatchSet watches) {
      long index = CatalogQueries.serviceNodes(snapshot, watches, service).index();
      return new Indexed<>(index, new Found<>("Invalid value for ?passing", BAD_REQUEST, false));
    }
  }

  private static final Form<String> BAD_REQUEST =
      new Form<>() {
        @Override
        public int status(String message) {
          return 400;
        }

        @Override
        public byte[] headers() {
          return Headers.PLAIN_TEXT;
        }

        @Override
        public int expectedBytes(String message) {
          return message.length();
        }

        @Override
        public void write(String message, boolean pretty, ByteBuf target) {
          target.writeCharSequence(message, UTF_8);
        }
      };
}
