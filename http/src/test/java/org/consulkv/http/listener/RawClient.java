package org.consulkv.http.listener;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.consulkv.runtime.Bytes;

/// A client that sends exactly the bytes it is told to.
public final class RawClient implements AutoCloseable {
  private final AutoCloseable socket;
  private final InputStream in;
  private final OutputStream out;

  private RawClient(AutoCloseable socket, InputStream in, OutputStream out) {
    this.socket = socket;
    this.in = new BufferedInputStream(in);
    this.out = out;
  }

  /// @param headers names in lower case
  public record Answer(int status, Map<String, String> headers, Bytes body) {
    public byte[] bytes() {
      return body.toArray();
    }

    public String text() {
      return body.toUtf8();
    }

    public String header(String name) {
      return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }
  }

  public static RawClient to(SocketAddress address) throws IOException {
    if (address instanceof InetSocketAddress internet) {
      Socket socket = new Socket(internet.getAddress(), internet.getPort());
      socket.setSoTimeout(20_000);
      socket.setTcpNoDelay(true);
      return new RawClient(socket, socket.getInputStream(), socket.getOutputStream());
    }
    throw new IOException("no internet address: " + address);
  }

  public static RawClient to(java.nio.file.Path unixSocket) throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    channel.connect(UnixDomainSocketAddress.of(unixSocket));
    return new RawClient(
        channel, Channels.newInputStream(channel), Channels.newOutputStream(channel));
  }

  public RawClient send(String text) throws IOException {
    return send(text.getBytes(ISO_8859_1));
  }

  public RawClient send(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
    return this;
  }

  /// Sends everything, closes this half, and gives whatever comes back until the server hangs up.
  public String exchange(byte[] request) throws IOException {
    try {
      send(request);
      if (socket instanceof Socket internet) {
        internet.shutdownOutput();
      }
    } catch (SocketException e) {
      return readRest(); // the server had heard enough
    }
    return readRest();
  }

  private String readRest() {
    var all = new ByteArrayOutputStream();
    try {
      for (int c = in.read(); c >= 0; c = in.read()) {
        all.write(c);
      }
    } catch (SocketException e) {
      return all.toString(ISO_8859_1); // reset, because it did not read what was left
    } catch (IOException e) {
      throw new AssertionError("no end after: " + all.toString(ISO_8859_1), e);
    }
    return all.toString(ISO_8859_1);
  }

  public RawClient get(String target) throws IOException {
    return send("GET " + target + " HTTP/1.1\r\nHost: x\r\n\r\n");
  }

  public RawClient put(String target, String body) throws IOException {
    int length = body.getBytes(ISO_8859_1).length;
    return send(
        "PUT " + target + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + length + "\r\n\r\n" + body);
  }

  /// The next answer; for requests that were not HEAD.
  public Answer answer() throws IOException {
    return answer(true);
  }

  public Answer answer(boolean withBody) throws IOException {
    String statusLine = line();
    int status = Integer.parseInt(statusLine.split(" ", 3)[1]);
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    return new Answer(
        status, headers, Bytes.owning(withBody && status >= 200 ? body(headers) : new byte[0]));
  }

  private byte[] body(Map<String, String> headers) throws IOException {
    if ("chunked".equals(headers.get("transfer-encoding"))) {
      return chunks();
    }
    String length = headers.get("content-length");
    return length == null ? in.readAllBytes() : exactly(Integer.parseInt(length));
  }

  private byte[] chunks() throws IOException {
    var all = new ByteArrayOutputStream();
    while (true) {
      int length = Integer.parseInt(line(), 16);
      all.write(exactly(length));
      line();
      if (length == 0) {
        return all.toByteArray();
      }
    }
  }

  private byte[] exactly(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("answer cut off after " + bytes.length + " of " + length + " bytes");
    }
    return bytes;
  }

  /// The next line, without its end.
  public String line() throws IOException {
    var line = new ByteArrayOutputStream();
    while (true) {
      int c = in.read();
      if (c < 0) {
        throw new EOFException("hung up after: " + line.toString(ISO_8859_1));
      }
      if (c == '\n') {
        return line.toString(ISO_8859_1).stripTrailing();
      }
      line.write(c);
    }
  }

  /// Whether the server has hung up, after everything it sent was read.
  public boolean ended() throws IOException {
    try {
      return in.read() < 0;
    } catch (SocketException e) {
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    try {
      socket.close();
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }
}
