package org.consulkv.faults.workload;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import org.consulkv.faults.kv.Entry;
import org.consulkv.faults.node.Client;
import org.consulkv.faults.node.Target;
import org.jspecify.annotations.Nullable;

/// A key-value server that is right but for one fault, which strikes now and then. It shows that
/// the load would find that fault in a real one.
///
/// Threading: thread-safe; one request at a time.
final class PretendServer implements Target, AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int FAULT_EVERY = 50;
  private static final int REMEMBERED_EVERY = 64;

  /// What it does wrong.
  enum Fault {
    NONE,
    ACKNOWLEDGES_A_WRITE_IT_DROPS,
    ANSWERS_WITH_AN_OLDER_STATE,
    GIVES_AN_INDEX_TWICE,
    APPLIES_A_WRITE_AGAIN_LATER,
    LETS_A_STALE_CHECK_AND_SET_PASS,
    TEARS_A_TRANSACTION,
    LETS_THE_INDEX_GO_BACK,
    BRINGS_BACK_WHAT_WAS_DELETED
  }

  private final Fault fault;
  private final HttpServer http;
  private final Client client;
  private TreeMap<String, Entry> entries = new TreeMap<>();
  private TreeMap<String, Entry> older = new TreeMap<>();
  private String earlierKey = "";
  private String earlierValue = "";
  private long index = 1;
  private long requests;

  PretendServer(Fault fault) throws IOException {
    this.fault = fault;
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    http.createContext("/v1/kv/", this::answer);
    http.createContext("/v1/txn", this::answer);
    http.start();
    client = new Client("http://127.0.0.1:" + http.getAddress().getPort());
  }

  @Override
  public Client client() {
    return client;
  }

  @Override
  public boolean awaitUp() {
    return true;
  }

  @Override
  public void close() {
    client.close();
    http.stop(0);
  }

  private record Response(int status, long index, String body) {}

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    Response response = handle(exchange, body);
    byte[] bytes = response.body().getBytes(UTF_8);
    exchange.getResponseHeaders().set("X-Consul-Index", Long.toString(response.index()));
    exchange.sendResponseHeaders(response.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private synchronized Response handle(HttpExchange exchange, String body) {
    requests++;
    String path = exchange.getRequestURI().getPath();
    String query = String.valueOf(exchange.getRequestURI().getQuery());
    if (path.equals("/v1/txn")) {
      return transaction(body);
    }
    String key = path.substring("/v1/kv/".length());
    return switch (exchange.getRequestMethod()) {
      case "GET" -> read(key, query.contains("recurse"));
      case "PUT" -> write(key, body, query);
      case "DELETE" -> write(key, null, query);
      default -> throw new AssertionError(exchange.getRequestMethod());
    };
  }

  private boolean strikes(Fault which) {
    return fault == which && requests % FAULT_EVERY == 0;
  }

  private Response read(String key, boolean recurse) {
    var source = strikes(Fault.ANSWERS_WITH_AN_OLDER_STATE) ? older : entries;
    List<Entry> found =
        recurse
            ? source.tailMap(key).values().stream().filter(e -> e.key().startsWith(key)).toList()
            : source.containsKey(key) ? List.of(source.get(key)) : List.of();
    long highest = found.stream().mapToLong(Entry::modifyIndex).max().orElse(index);
    long shown = strikes(Fault.LETS_THE_INDEX_GO_BACK) ? 1 : recurse ? index : highest;
    return found.isEmpty() ? new Response(404, shown, "") : new Response(200, shown, json(found));
  }

  /// An older state must be old enough that no operation under way explains it.
  private void remember() {
    if (index % REMEMBERED_EVERY == 0) {
      older = new TreeMap<>(entries);
    }
  }

  private Response write(String key, @Nullable String value, String query) {
    Entry present = entries.get(key);
    int cas = query.indexOf("cas=");
    if (cas >= 0 && !strikes(Fault.LETS_A_STALE_CHECK_AND_SET_PASS)) {
      long expected = Long.parseLong(query.substring(cas + "cas=".length()));
      if (expected != (present == null ? 0 : present.modifyIndex())) {
        return new Response(200, 0, "false");
      }
    }
    boolean drop =
        strikes(Fault.ACKNOWLEDGES_A_WRITE_IT_DROPS)
            || (value == null && strikes(Fault.BRINGS_BACK_WHAT_WAS_DELETED));
    if (!drop) {
      remember();
      index += strikes(Fault.GIVES_AN_INDEX_TWICE) ? 0 : 1;
      store(key, value);
      if (strikes(Fault.APPLIES_A_WRITE_AGAIN_LATER) && !earlierKey.isEmpty()) {
        index++;
        store(earlierKey, earlierValue);
      }
      if (value != null) {
        earlierKey = key;
        earlierValue = value;
      }
    }
    return new Response(200, 0, "true");
  }

  private void store(String key, @Nullable String value) {
    if (value == null) {
      entries.remove(key);
    } else {
      Entry present = entries.get(key);
      long created = present == null ? index : present.createIndex();
      entries.put(key, new Entry(key, value, created, index));
    }
  }

  private Response transaction(String body) {
    remember();
    index++;
    boolean tear = strikes(Fault.TEARS_A_TRANSACTION);
    for (JsonNode operation : tree(body)) {
      JsonNode kv = operation.path("KV");
      store(
          kv.path("Key").asText(),
          new String(Base64.getDecoder().decode(kv.path("Value").asText()), UTF_8));
      if (tear) {
        break;
      }
    }
    return new Response(200, 0, "{\"Results\":[],\"Errors\":null}");
  }

  private static String json(List<Entry> found) {
    ArrayNode array = JSON.createArrayNode();
    for (Entry entry : new ArrayList<>(found)) {
      array
          .addObject()
          .put("Key", entry.key())
          .put("Value", Base64.getEncoder().encodeToString(entry.value().getBytes(UTF_8)))
          .put("CreateIndex", entry.createIndex())
          .put("ModifyIndex", entry.modifyIndex());
    }
    return array.toString();
  }

  private static JsonNode tree(String body) {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
