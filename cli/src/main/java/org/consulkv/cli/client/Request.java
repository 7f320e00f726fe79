package org.consulkv.cli.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One HTTP request, built step by step and sent once. Threading: one thread.
public final class Request {
  private static final int COPY_BYTES = 64 * 1024;

  private final ClientConfig config;
  private final Target target;
  private final String method;
  private final String path;
  private final List<String> params = new ArrayList<>(4);
  private final StringBuilder headers = new StringBuilder();
  private byte @Nullable [] body;
  private @Nullable InputStream stream;
  private long streamBytes;

  Request(ClientConfig config, Target target, String method, String path) {
    this.config = config;
    this.target = target;
    this.method = method;
    this.path = path;
    if (!config.datacenter().isEmpty()) {
      param("dc", config.datacenter());
    }
  }

  /// Adds a query parameter; they are sent in the order of their names.
  public Request param(String name, String value) {
    String pair = Escape.query(name) + "=" + Escape.query(value);
    int at = params.size();
    while (at > 0 && params.get(at - 1).compareTo(pair) > 0) {
      at--;
    }
    params.add(at, pair);
    return this;
  }

  /// Adds a header.
  public Request header(String name, String value) {
    headers.append(name).append(": ").append(value).append("\r\n");
    return this;
  }

  public Request body(byte[] bytes) {
    body = bytes;
    return this;
  }

  /// A body that is read while it is sent.
  public Request body(InputStream bytes, long length) {
    stream = bytes;
    streamBytes = length;
    return this;
  }

  /// Sends the request and reads the head of the answer, whatever its status.
  public Response send() {
    Connection connection = null;
    try {
      connection = Connection.open(config, target);
      write(connection.out());
      return Response.read(connection);
    } catch (IOException e) {
      close(connection);
      throw new ClientError(describe() + ": " + NetError.describe(e, target));
    }
  }

  /// Sends the request and expects the status 200.
  public Response sendOk() {
    Response response = send();
    if (response.status() != 200) {
      throw response.unexpected();
    }
    return response;
  }

  /// `Get "http://127.0.0.1:8500/v1/kv/foo"`.
  private String describe() {
    return method.charAt(0)
        + lowerCase(method.substring(1))
        + " \""
        + target.scheme()
        + "://"
        + target.authority()
        + pathAndQuery()
        + "\"";
  }

  private static String lowerCase(String word) {
    StringBuilder lower = new StringBuilder(word.length());
    for (int i = 0; i < word.length(); i++) {
      lower.append((char) (word.charAt(i) | 0x20));
    }
    return lower.toString();
  }

  private String pathAndQuery() {
    return params.isEmpty() ? path : path + "?" + String.join("&", params);
  }

  private void write(OutputStream out) throws IOException {
    StringBuilder head = new StringBuilder(256);
    head.append(method).append(' ').append(pathAndQuery()).append(" HTTP/1.1\r\nHost: ");
    head.append(target.unix() ? "localhost" : target.authority());
    head.append("\r\nUser-Agent: consul-kv\r\nConnection: close\r\n");
    if (!config.token().isEmpty()) {
      head.append("X-Consul-Token: ").append(config.token()).append("\r\n");
    }
    if (!config.basicAuth().isEmpty()) {
      head.append("Authorization: Basic ").append(base64(config.basicAuth())).append("\r\n");
    }
    if (stream != null || body != null || !method.equals("GET")) {
      long length = stream != null ? streamBytes : body == null ? 0 : body.length;
      head.append("Content-Length: ").append(length).append("\r\n");
    }
    head.append(headers).append("\r\n");
    byte[] headBytes = head.toString().getBytes(StandardCharsets.UTF_8);
    if (body != null && body.length < COPY_BYTES) {
      byte[] both = new byte[headBytes.length + body.length];
      System.arraycopy(headBytes, 0, both, 0, headBytes.length);
      System.arraycopy(body, 0, both, headBytes.length, body.length);
      out.write(both);
      return;
    }
    out.write(headBytes);
    writeBody(out);
  }

  /// The agent may refuse a large body and close before it has read it; its answer counts, then.
  private void writeBody(OutputStream out) {
    try {
      if (body != null) {
        out.write(body);
      } else if (stream != null) {
        stream.transferTo(out);
      }
    } catch (IOException e) {
      // The answer, or the lack of one, says what went wrong.
    }
  }

  private static String base64(String text) {
    return java.util.Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void close(@Nullable Connection connection) {
    if (connection != null) {
      connection.close();
    }
  }
}
