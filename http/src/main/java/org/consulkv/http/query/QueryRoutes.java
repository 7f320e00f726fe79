package org.consulkv.http.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetSocketAddress;
import java.util.Optional;
import org.consulkv.http.Call;
import org.consulkv.http.GoNumbers;
import org.consulkv.http.Headers;
import org.consulkv.http.Placement;
import org.consulkv.http.Route;
import org.consulkv.http.Routes;
import org.consulkv.http.catalog.WanAddresses;
import org.consulkv.http.json.BadJson;
import org.consulkv.http.json.Json;
import org.consulkv.http.listener.Reply;
import org.consulkv.http.reading.ReadOptions;
import org.consulkv.http.reading.Reading;
import org.consulkv.server.ApiException;
import org.consulkv.server.ErrorKind;
import org.consulkv.server.query.ExecuteOptions;
import org.consulkv.server.query.Execution;
import org.consulkv.server.query.PreparedQueries;
import org.consulkv.state.WatchSet;
import org.consulkv.state.query.PreparedQuery;
import org.consulkv.state.query.QueryId;
import org.consulkv.state.query.QueryQueries;

/// `/v1/query`.
public final class QueryRoutes {
  /// The index of answers that nobody can wait for.
  static final int NO_INDEX = 1;

  private static final String EXECUTE = "/execute";
  private static final String EXPLAIN = "/explain";

  private final Reading reading;
  private final PreparedQueries queries;
  private final Placement placement;

  /// What makes two executions the same to a reader who takes cached answers.
  private record Asked(String name, ExecuteOptions how) {}

  public QueryRoutes(Reading reading, PreparedQueries queries, Placement placement) {
    this.reading = reading;
    this.queries = queries;
    this.placement = placement;
  }

  public void addTo(Routes routes) {
    Route.Trait[] traits = {Route.Trait.ERRORS_CARRY_META, Route.Trait.TELLS_CONSISTENCY};
    routes.at("/v1/query").on("GET", this::list).on("POST", this::create).with(traits);
    routes
        .at("/v1/query/")
        .on("GET", this::get)
        .on("PUT", this::update)
        .on("DELETE", this::delete)
        .with(traits)
        .with(Route.Trait.TELLS_METHODS_IN_JSON);
    routes
        .between("/v1/query/", EXECUTE)
        .on("GET", this::execute)
        .with(traits)
        .with(Route.Trait.TELLS_METHODS_IN_JSON, Route.Trait.KEPT);
    routes
        .between("/v1/query/", EXPLAIN)
        .on("GET", this::explain)
        .with(traits)
        .with(Route.Trait.TELLS_METHODS_IN_JSON);
  }

  private void list(Call call) {
    ReadOptions options = reading.options(call);
    reading.answer(call, options, new QueryReads.All(call.pretty()));
  }

  private void create(Call call) {
    QueryBody body = body(call);
    placement.require(call);
    if (!body.id().isEmpty()) {
      throw refused("ID must be empty when creating a new prepared query");
    }
    call.follow(
        queries.create(body.query(queries.unusedId())),
        id ->
            call.json(json -> {
              json.writeStartObject();
              json.writeStringField("ID", id.text());
              json.writeEndObject();
            }));
  }

  private void get(Call call) {
    ReadOptions options = reading.options(call);
    placement.require(call);
    QueryId id = QueryId.parse(call.restText()).orElseThrow(() -> refused(QueryId.MALFORMED));
    reading.behindBarrier(
        call,
        options,
        () -> {
          if (QueryQueries.get(reading.snapshot(), WatchSet.NONE, id).value().isEmpty()) {
            plain(call, 404, "Query not found");
          } else {
            reading.answer(call, options, new QueryReads.One(id, call.pretty()));
          }
        });
  }

  private void update(Call call) {
    QueryBody body = body(call);
    placement.require(call);
    QueryId id = PreparedQueries.idForWrite(call.restText());
    call.follow(queries.update(body.query(id)), done -> call.ok());
  }

  private void delete(Call call) {
    placement.require(call);
    call.follow(queries.delete(call.restText()), done -> call.ok());
  }

  private void execute(Call call) {
    ReadOptions options = reading.options(call);
    int limit = 0;
    try {
      limit = limit(call.query().first("limit"));
    } catch (ApiException e) {
      plain(call, 500, "Bad limit: " + e.getMessage());
      return;
    }
    ExecuteOptions how =
        new ExecuteOptions(
            limit,
            call.query().first("connect").equals("true"),
            call.nodeName(),
            call.query().first("near"),
            source(call));
    String name = name(call, EXECUTE);
    placement.require(call);
    ReadOptions cached = reading.cached(call, options, new Asked(name, how));
    reading.behindBarrier(
        call,
        cached,
        settled ->
            call.follow(
                queries.executeAnywhere(reading.snapshot(), name, how),
                found -> answerExecuted(call, settled, found)));
  }

  private void answerExecuted(Call call, ReadOptions options, Optional<Execution> found) {
    answer(
        call,
        options,
        found.map(execution ->
            json ->
                QueryJson.execution(json, execution, WanAddresses.of(call), options.effective())));
  }

  private void explain(Call call) {
    ReadOptions options = reading.options(call);
    String name = name(call, EXPLAIN);
    placement.require(call);
    reading.behindBarrier(
        call,
        options,
        () -> {
          Optional<PreparedQuery> found = PreparedQueries.resolve(reading.snapshot(), name);
          answer(
              call,
              options,
              found.map(query -> json -> QueryJson.explanation(json, query, options.effective())));
        });
  }

  private void answer(Call call, ReadOptions options, Optional<Json.Content> content) {
    if (content.isEmpty()) {
      plain(call, 404, "Query not found");
      return;
    }
    Reply reply = reading.meta(call.reply(200), options, NO_INDEX);
    call.json(reply.header(Headers.CONSISTENCY, options.effective()), content.get());
  }

  /// Whom the client asks for, or else the client itself.
  private static String source(Call call) {
    String forwarded = call.header("X-Forwarded-For");
    if (!forwarded.isEmpty()) {
      int comma = forwarded.indexOf(',');
      return (comma < 0 ? forwarded : forwarded.substring(0, comma)).strip();
    }
    return call.exchange().client() instanceof InetSocketAddress client
        ? client.getAddress().getHostAddress()
        : "";
  }

  private static String name(Call call, String ending) {
    String rest = call.restText();
    return rest.substring(0, rest.length() - ending.length());
  }

  private static int limit(String text) {
    return text.isEmpty() ? 0 : GoNumbers.integer(text);
  }

  private static QueryBody body(Call call) {
    try {
      return QueryBody.read(call.body("http"));
    } catch (BadJson e) {
      throw Call.badRequest("Request decode failed: " + e.getMessage());
    }
  }

  private static void plain(Call call, int status, String text) {
    call.send(
        call.reply(status).header(Reply.CONTENT_TYPE, Reply.PLAIN_TEXT).body(text.getBytes(UTF_8)));
  }

  private static ApiException refused(String message) {
    return new ApiException(ErrorKind.REFUSED, message);
  }
}
