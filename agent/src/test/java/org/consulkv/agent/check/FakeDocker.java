package org.consulkv.agent.check;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// The part of Docker's daemon that runs commands in containers, on a Unix socket. It knows one
/// container, `web`, in which every command writes to both outputs and ends with an exit code.
final class FakeDocker implements AutoCloseable {
  private final ServerSocketChannel listener;
  private final int exitCode;
  private final List<String> requests = new CopyOnWriteArrayList<>();

  FakeDocker(Path socket, int exitCode) throws IOException {
    this.exitCode = exitCode;
    listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    listener.bind(UnixDomainSocketAddress.of(socket));
    Thread.ofVirtual().start(this::serve);
  }

  /// Method, path and body of each request.
  List<String> requests() {
    return requests;
  }

  private void serve() {
    while (listener.isOpen()) {
      try (SocketChannel channel = listener.accept()) {
        String request = read(channel);
        requests.add(request);
        ByteBuffer answer = ByteBuffer.wrap(answer(request));
        while (answer.hasRemaining()) {
          channel.write(answer);
        }
      } catch (IOException e) {
        // The test is over, or the probe has gone.
      }
    }
  }

  private static String read(SocketChannel channel) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(8192);
    String text = "";
    while (!isComplete(text)) {
      if (channel.read(buffer) < 0) {
        throw new IOException("the request ended early");
      }
      text = new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8);
    }
    int end = text.indexOf("\r\n\r\n");
    return text.substring(0, text.indexOf(" HTTP/1.1")) + " " + text.substring(end + 4);
  }

  private static boolean isComplete(String text) {
    int end = text.indexOf("\r\n\r\n");
    if (end < 0) {
      return false;
    }
    String head = text.substring(0, end).toLowerCase(java.util.Locale.ROOT);
    int length =
        head.lines()
            .filter(line -> line.startsWith("content-length: "))
            .mapToInt(line -> Integer.parseInt(line.substring(16).strip()))
            .findFirst()
            .orElse(0);
    return text.length() >= end + 4 + length;
  }

  private byte[] answer(String request) throws IOException {
    if (request.startsWith("POST /containers/web/exec ")) {
      return json(201, "{\"Warnings\":{\"Id\":\"no\"},\"Id\":\"e1\"}");
    } else if (request.startsWith("POST /exec/e1/start ")) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      bytes.write(
          "HTTP/1.1 200 OK\r\nContent-Type: application/vnd.docker.raw-stream\r\n\r\n"
              .getBytes(StandardCharsets.US_ASCII));
      bytes.write(frame(1, "to stdout\n"));
      bytes.write(frame(2, "to stderr\n"));
      bytes.write(frame(1, ""));
      bytes.write(frame(1, "end\n"));
      return bytes.toByteArray();
    } else if (request.startsWith("GET /exec/e1/json ")) {
      return json(200, "{\"ID\":\"e1\",\"Running\":false,\"ExitCode\":" + exitCode + "}");
    }
    return json(404, "{\"message\":\"No such container\"}");
  }

  private static byte[] frame(int stream, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + bytes.length)
        .put((byte) stream)
        .put(new byte[3])
        .putInt(bytes.length)
        .put(bytes)
        .array();
  }

  private static byte[] json(int status, String body) {
    String head = "HTTP/1.1 " + status + " Status\r\nContent-Length: " + body.length() + "\r\n\r\n";
    return (head + body).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
