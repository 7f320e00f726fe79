package org.consulkv.cli.watch;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.consulkv.cli.client.Client;
import org.consulkv.cli.client.ClientConfig;
import org.consulkv.cli.client.ClientError;
import org.consulkv.cli.client.Request;
import org.consulkv.cli.client.Response;
import org.consulkv.cli.json.JsonWriter;
import org.jspecify.annotations.Nullable;

/// Sends every change to a URL: the value as JSON, the index in the header X-Consul-Index. A
/// receiver that fails is complained about, and gets the next change all the same.
///
/// Threading: one thread.
public final class HttpHandler implements WatchHandler {
  private final Client client;
  private final String method;
  private final String path;
  private final Map<String, List<String>> headers;
  private final Duration timeout;
  private final Watcher.Complaints complaints;

  /// @param url `http` or `https`
  /// @param method such as `POST`
  /// @param timeout how long the receiver may take
  public HttpHandler(
      String url,
      String method,
      Map<String, List<String>> headers,
      boolean verifyTls,
      Duration timeout,
      Watcher.Complaints complaints) {
    int slash = url.indexOf('/', Math.max(url.indexOf("://") + 3, 0));
    String address = slash < 0 ? url : url.substring(0, slash);
    this.client =
        new Client(
            new ClientConfig(address, "", "", false, verifyTls, "", "", "", "", "", "", false));
    this.method = method;
    this.path = slash < 0 ? "/" : url.substring(slash);
    this.headers = Map.copyOf(headers);
    this.timeout = timeout;
    this.complaints = complaints;
  }

  @Override
  public boolean handle(String cursor, @Nullable Object value) {
    Request request =
        client
            .request(method, path)
            .header("Content-Type", "application/json")
            .header("X-Consul-Index", cursor)
            .body((JsonWriter.compact(value) + "\n").getBytes(StandardCharsets.UTF_8));
    headers.forEach((name, values) -> values.forEach(text -> request.header(name, text)));
    Thread sender = Thread.startVirtualThread(() -> send(request));
    try {
      if (!sender.join(timeout)) {
        sender.interrupt();
        complaints.complain("[ERR] consul.watch: handler did not answer within " + timeout);
      }
    } catch (InterruptedException e) {
      sender.interrupt();
      Thread.currentThread().interrupt();
      return false;
    }
    return true;
  }

  private void send(Request request) {
    try (Response response = request.send()) {
      if (response.status() < 200 || response.status() >= 300) {
        complaints.complain("[ERR] consul.watch: handler answered " + response.status());
      }
    } catch (ClientError e) {
      complaints.complain("[ERR] consul.watch: handler failed: " + e.text());
    }
  }
}
