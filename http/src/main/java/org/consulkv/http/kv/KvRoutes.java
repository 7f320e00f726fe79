package org.consulkv.http.kv;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.consulkv.http.Call;
import org.consulkv.http.GoNumbers;
import org.consulkv.http.Placement;
import org.consulkv.http.Route;
import org.consulkv.http.Routes;
import org.consulkv.http.reading.ReadOptions;
import org.consulkv.http.reading.Reading;
import org.consulkv.http.request.QueryString;
import org.consulkv.runtime.Bytes;
import org.consulkv.server.kv.KvWrites;
import org.consulkv.state.kv.Key;

/// `/v1/kv/:key`.
public final class KvRoutes {
  private final Reading reading;
  private final KvWrites writes;
  private final Placement placement;

  public KvRoutes(Reading reading, KvWrites writes, Placement placement) {
    this.reading = reading;
    this.writes = writes;
    this.placement = placement;
  }

  /// @param maxValueBytes `limits.kv_max_value_size`
  public void addTo(Routes routes, long maxValueBytes) {
    routes
        .favourite("/v1/kv/")
        .on("GET", this::get)
        .on("PUT", this::put, maxValueBytes)
        .on("DELETE", this::delete)
        .with(Route.Trait.REFUSES_NAMESPACES);
  }

  private void get(Call call) {
    ReadOptions options = reading.options(call);
    Key key = new Key(call.rest());
    QueryString query = call.query();
    boolean pretty = call.pretty();
    if (query.isEmpty()) {
      reading.answer(call, options, new KvReads.One(required(key), false, pretty));
    } else if (query.has("keys")) {
      reading.answer(call, options, new KvReads.Keys(key, separator(query), pretty));
    } else if (query.has("recurse")) {
      reading.answer(call, options, new KvReads.Below(key, pretty));
    } else {
      boolean raw = query.has("raw");
      reading.answer(call, options, new KvReads.One(required(key), raw, pretty));
    }
  }

  /// The old misspelling counts too.
  private static Optional<Bytes> separator(QueryString query) {
    String separator = query.first("separator");
    if (separator.isEmpty()) {
      separator = query.first("seperator");
    }
    return separator.isEmpty() ? Optional.empty() : Optional.of(Bytes.utf8(separator));
  }

  private static Key required(Key key) {
    if (key.encoded().isEmpty()) {
      throw Call.badRequest("Missing key name");
    }
    return key;
  }

  private void put(Call call) {
    QueryString query = call.query();
    checkSharedParameters(query);
    Key key = required(new Key(call.rest()));
    refuseConflict(query, "cas", "acquire", "release");
    long flags = query.value("flags").map(GoNumbers::unsigned).orElse(0L);
    Optional<Long> cas = query.value("cas").map(GoNumbers::unsigned);
    Bytes value = Bytes.owning(call.body("kv_max_value_size"));
    placement.require(call);
    if (cas.isPresent()) {
      answer(call, writes.compareAndSet(key, value, flags, cas.get()));
    } else if (query.has("acquire")) {
      answer(call, writes.lock(key, value, flags, query.first("acquire")));
    } else if (query.has("release")) {
      answer(call, writes.unlock(key, value, flags, query.first("release")));
    } else {
      answer(call, writes.set(key, value, flags));
    }
  }

  private void delete(Call call) {
    QueryString query = call.query();
    checkSharedParameters(query);
    Key key = new Key(call.rest());
    refuseConflict(query, "recurse", "cas");
    boolean recurse = query.has("recurse");
    Optional<Long> cas = query.value("cas").map(GoNumbers::unsigned);
    if (!recurse) {
      required(key);
    }
    placement.require(call);
    if (recurse) {
      answer(call, writes.deleteTree(key));
    } else if (cas.isPresent()) {
      answer(call, writes.deleteCas(key, cas.get()));
    } else {
      answer(call, writes.delete(key));
    }
  }

  /// Writes ignore the parameters of reads, but not malformed ones.
  private static void checkSharedParameters(QueryString query) {
    var _ = ReadOptions.of(query);
  }

  private static void refuseConflict(QueryString query, String... exclusive) {
    int found = 0;
    for (String name : exclusive) {
      found += query.has(name) ? 1 : 0;
    }
    if (found > 1) {
      throw Call.badRequest("Conflicting flags: " + query.canonical());
    }
  }

  private static void answer(Call call, CompletableFuture<Boolean> written) {
    call.follow(written, done -> call.json(json -> json.writeBoolean(done)));
  }
}
