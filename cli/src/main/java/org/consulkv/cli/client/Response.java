package org.consulkv.cli.client;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.consulkv.cli.json.JsonError;
import org.consulkv.cli.json.JsonReader;
import org.jspecify.annotations.Nullable;

/// An answer whose body is read on demand. Threading: one thread; [#close] from any thread.
public final class Response implements AutoCloseable {
  private static final int MAX_HEADERS = 256;

  private final Connection connection;
  private final int status;
  private final List<String> headers;
  private final InputStream body;

  private Response(Connection connection, int status, List<String> headers, InputStream body) {
    this.connection = connection;
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  static Response read(Connection connection) throws IOException {
    Lines in = new Lines(connection.in());
    int status = 100;
    List<String> headers = new ArrayList<>();
    while (status < 200) {
      status = status(in.line());
      headers.clear();
      for (String line = in.line(); !line.isEmpty(); line = in.line()) {
        headers.add(line);
        if (headers.size() > MAX_HEADERS) {
          throw new IOException("malformed HTTP response: too many headers");
        }
      }
    }
    return new Response(connection, status, headers, body(status, headers, in));
  }

  private static int status(String line) throws IOException {
    int space = line.indexOf(' ');
    if (!line.startsWith("HTTP/1.") || line.length() < space + 4) {
      throw new IOException("malformed HTTP response \"" + line + "\"");
    }
    int status = 0;
    for (int i = space + 1; i < space + 4; i++) {
      status = status * 10 + (line.charAt(i) - '0');
    }
    return status;
  }

  private static InputStream body(int status, List<String> headers, Lines in) throws IOException {
    if (header(headers, "Transfer-Encoding").equals("chunked")) {
      return Body.chunked(in);
    }
    String length = header(headers, "Content-Length");
    if (!length.isEmpty()) {
      return Body.sized(in, Long.parseLong(length));
    }
    return status == 204 || status == 304 ? Body.sized(in, 0) : Body.untilEnd(in);
  }

  public int status() {
    return status;
  }

  /// A header's value, empty if it is missing.
  public String header(String name) {
    return header(headers, name);
  }

  private static String header(List<String> headers, String name) {
    for (String line : headers) {
      if (line.length() > name.length()
          && line.charAt(name.length()) == ':'
          && line.regionMatches(true, 0, name, 0, name.length())) {
        return line.substring(name.length() + 1).trim();
      }
    }
    return "";
  }

  public InputStream body() {
    return body;
  }

  /// Reads the rest of the body and closes the connection.
  public byte[] bytes() {
    try (this) {
      return body.readAllBytes();
    } catch (EOFException e) {
      throw new ClientError("unexpected EOF");
    } catch (IOException e) {
      throw new ClientError(String.valueOf(e.getMessage()));
    }
  }

  /// Reads the rest of the body as text and closes the connection.
  public String text() {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  /// Reads the rest of the body as JSON and closes the connection.
  public @Nullable Object json() {
    try {
      return JsonReader.read(bytes());
    } catch (JsonError e) {
      throw new ClientError(e.text());
    }
  }

  /// The error for an answer that should have had another status, with the body as the reason.
  public ClientError unexpected() {
    return new ClientError("Unexpected response code: " + status + " (" + text() + ")");
  }

  @Override
  public void close() {
    connection.close();
  }
}
