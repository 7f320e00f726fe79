package org.consulkv.cli.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;

/// An open byte stream to the agent. Threading: one request, one thread; [#close] from any thread.
final class Connection {
  private static final int CONNECT_MILLIS = 30_000;

  private final AutoCloseable socket;
  private final InputStream in;
  private final OutputStream out;

  Connection(AutoCloseable socket, InputStream in, OutputStream out) {
    this.socket = socket;
    this.in = in;
    this.out = out;
  }

  static Connection open(ClientConfig config, Target target) throws IOException {
    if (target.unix()) {
      return UnixSocket.open(target.host());
    }
    Socket socket = connect(target);
    if (target.scheme().equals("https")) {
      return TlsSocket.open(socket, config, target);
    }
    return new Connection(socket, socket.getInputStream(), socket.getOutputStream());
  }

  private static Socket connect(Target target) throws IOException {
    IOException failure = null;
    for (InetAddress address : InetAddress.getAllByName(target.host())) {
      Socket socket = new Socket(Proxy.NO_PROXY); // Others load the whole of SOCKS.
      try {
        socket.connect(new InetSocketAddress(address, target.port()), CONNECT_MILLIS);
        return socket;
      } catch (IOException e) {
        socket.close();
        failure = e;
      }
    }
    throw failure == null ? new IOException("no address") : failure;
  }

  InputStream in() {
    return in;
  }

  OutputStream out() {
    return out;
  }

  void close() {
    try {
      socket.close();
    } catch (Exception e) {
      // Nothing is lost: the answer has been read, or will not be.
    }
  }
}
