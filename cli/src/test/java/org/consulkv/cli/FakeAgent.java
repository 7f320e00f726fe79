package org.consulkv.cli;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// An agent that gives prepared answers and remembers what it was asked. Threading: one thread for
/// each connection; the recorded requests may be read once the command has ended.
public final class FakeAgent implements AutoCloseable {
  private final ServerSocket listener;
  private final Thread server;
  private final Map<String, List<byte[]>> answers = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> heads = new CopyOnWriteArrayList<>();

  public FakeAgent() {
    try {
      listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new IllegalStateException("no port for the fake agent", e);
    }
    server = Thread.ofVirtual().start(this::serve);
  }

  public String address() {
    return "127.0.0.1:" + listener.getLocalPort();
  }

  /// Answers `METHOD path?query` with a status and a body; several answers are given in turn, and
  /// the last one stays.
  public FakeAgent on(String request, int status, String body, String... headers) {
    StringBuilder answer = new StringBuilder("HTTP/1.1 " + status + " Status\r\n");
    for (String header : headers) {
      answer.append(header).append("\r\n");
    }
    answer.append("Content-Length: ").append(body.getBytes(StandardCharsets.UTF_8).length);
    return onBytes(request, answer.append("\r\n\r\n").append(body).toString());
  }

  /// Answers a request with exactly these bytes, then closes.
  public FakeAgent onBytes(String request, String answer) {
    answers
        .computeIfAbsent(request, key -> new ArrayList<>())
        .add(answer.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /// The requests so far: `METHOD path?query`, and a space and the body if there is one.
  public List<String> requests() {
    return List.copyOf(requests);
  }

  /// The head of the last request.
  public String lastHead() {
    return heads.get(heads.size() - 1);
  }

  private void serve() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        Thread.ofVirtual().start(() -> answer(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void answer(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      String head = readHead(in);
      String body = new String(in.readNBytes(length(head)), StandardCharsets.UTF_8);
      String request = head.substring(0, head.indexOf(" HTTP/1.1"));
      heads.add(head);
      requests.add(body.isEmpty() ? request : request + " " + body);
      socket.getOutputStream().write(next(request));
    } catch (IOException e) {
      // The command went away; its own output is what the test looks at.
    }
  }

  private byte[] next(String request) {
    List<byte[]> prepared = answers.get(request);
    if (prepared == null) {
      return "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.UTF_8);
    }
    synchronized (prepared) {
      return prepared.size() > 1 ? prepared.remove(0) : prepared.get(0);
    }
  }

  private static String readHead(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.UTF_8).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("the request ended early: " + head);
      }
      head.write(next);
    }
    return head.toString(StandardCharsets.UTF_8);
  }

  private static int length(String head) {
    int start = head.indexOf("Content-Length: ");
    return start < 0 ? 0 : Integer.parseInt(head.substring(start + 16, head.indexOf('\r', start)));
  }

  @Override
  public void close() {
    try {
      listener.close();
      server.join(); // Then nothing listens any more.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new IllegalStateException("the fake agent does not close", e);
    }
  }
}
