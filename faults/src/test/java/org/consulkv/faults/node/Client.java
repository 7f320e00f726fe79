package org.consulkv.faults.node;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.Supplier;

/// A plain HTTP client of one node. It never sends a write twice.
///
/// Threading: thread-safe; calls block, so callers are virtual threads where there are many.
public final class Client implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final Supplier<String> base;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  /// @param base as `http://127.0.0.1:8500`
  public Client(String base) {
    this(() -> base);
  }

  /// Of a node that may move; it is asked for its address before each request.
  Client(Supplier<String> base) {
    this.base = base;
  }

  /// @param path with its query, as `/v1/kv/a?raw`
  public Answer get(String path) {
    return get(path, TIMEOUT);
  }

  public Answer get(String path, Duration timeout) {
    return send(request(path, timeout).GET().build());
  }

  public Answer put(String path, String body) {
    return put(path, body, TIMEOUT);
  }

  public Answer put(String path, String body, Duration timeout) {
    return send(request(path, timeout).PUT(BodyPublishers.ofString(body, UTF_8)).build());
  }

  public Answer delete(String path) {
    return send(request(path, TIMEOUT).DELETE().build());
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  private HttpRequest.Builder request(String path, Duration timeout) {
    return HttpRequest.newBuilder(URI.create(base.get() + path)).timeout(timeout);
  }

  private Answer send(HttpRequest request) {
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString(UTF_8));
      long index = response.headers().firstValueAsLong("X-Consul-Index").orElse(0);
      return new Answer.Reply(response.statusCode(), index, response.body());
    } catch (ConnectException | HttpConnectTimeoutException e) {
      return new Answer.NotSent(e.toString());
    } catch (IOException e) {
      return new Answer.Unknown(e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer.Unknown(e.toString());
    }
  }
}
