package org.consulkv.benchmarks.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/// HTTP checks at an interval of 10 s on one agent, whose results do not change.
record ManyChecks(int checks) implements Workload {
  private static final int INTERVAL_SECONDS = 10;
  private static final long WINDOW_NANOS = 3L * INTERVAL_SECONDS * 1_000_000_000L;

  @Override
  public Measured run(Setting setting) throws IOException {
    try (ServerProcess server = ServerProcess.durable(setting.consul());
        Target target = new Target()) {
      Client.awaitOk(server, Requests.put("bench/first").with(0));
      try (Client client = Client.connect(server.http())) {
        for (int i = 0; i < checks; i++) {
          String body =
              String.format(
                  Locale.ROOT,
                  "{\"ID\":\"c%1$d\",\"Name\":\"c%1$d\",\"HTTP\":\"http://127.0.0.1:%2$d/%1$d\","
                      + "\"Interval\":\"%3$ds\",\"Timeout\":\"5s\"}",
                  i,
                  target.port(),
                  INTERVAL_SECONDS);
          client.must(Requests.withBody("/v1/agent/check/register", body).with(0));
        }
      }
      target.serve(WINDOW_NANOS); // all have run, and are in the catalog
      long before = target.requests.get();
      double cpu = server.cpuSeconds();
      long start = System.nanoTime();
      target.serve(WINDOW_NANOS);
      double seconds = (System.nanoTime() - start) / 1e9;
      double share = (server.cpuSeconds() - cpu) / seconds;
      double rate = (target.requests.get() - before) / seconds;
      return Measured.of(
          share,
          "%,.0f checks per s of %,d wanted | %.1f %% of a core | %.0f MB resident",
          rate,
          checks / INTERVAL_SECONDS,
          share * 100,
          server.residentBytes() / 1e6);
    }
  }

  /// A small HTTP server that says that all is well.
  ///
  /// Threading: confined to one thread.
  private static final class Target implements AutoCloseable {
    private static final byte[] ANSWER =
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok".getBytes(ISO_8859_1);

    private final Selector selector = Selector.open();
    private final ServerSocketChannel listener = ServerSocketChannel.open();
    private final ByteBuffer received = ByteBuffer.allocateDirect(4096);
    private final ByteBuffer answer = ByteBuffer.allocateDirect(ANSWER.length).put(ANSWER);
    private final AtomicLong requests = new AtomicLong();

    Target() throws IOException {
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4096);
      listener.configureBlocking(false);
      listener.register(selector, SelectionKey.OP_ACCEPT);
    }

    int port() throws IOException {
      return ((InetSocketAddress) listener.getLocalAddress()).getPort();
    }

    void serve(long nanos) throws IOException {
      long end = System.nanoTime() + nanos;
      while (System.nanoTime() < end) {
        selector.select(100);
        for (SelectionKey key : selector.selectedKeys()) {
          if (key.isAcceptable()) {
            accept();
          } else {
            answer((SocketChannel) key.channel());
          }
        }
        selector.selectedKeys().clear();
      }
    }

    private void accept() throws IOException {
      SocketChannel channel = listener.accept();
      if (channel != null) {
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ);
      }
    }

    /// A check's request comes in one piece.
    private void answer(SocketChannel channel) throws IOException {
      try (channel) {
        received.clear();
        if (channel.read(received) > 0) {
          requests.incrementAndGet();
          channel.write(answer.rewind());
        }
      } catch (IOException e) {
        // The agent has given up on it; its next check comes.
      }
    }

    @Override
    public void close() throws IOException {
      for (SelectionKey key : selector.keys()) {
        key.channel().close();
      }
      selector.close();
    }
  }
}
