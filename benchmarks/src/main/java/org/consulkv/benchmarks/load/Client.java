package org.consulkv.benchmarks.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// One connection that waits for each answer, to prepare measurements.
///
/// Threading: confined to one thread.
final class Client implements AutoCloseable {
  private static final long START_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(150);
  private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  private final SocketChannel channel;
  private final ByteBuffer received = ByteBuffer.allocateDirect(1 << 16);
  private final AnswerParser answer = new AnswerParser();

  private Client(SocketChannel channel) {
    this.channel = channel;
  }

  static Client connect(InetSocketAddress server) throws IOException {
    SocketChannel channel = SocketChannel.open(server);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    return new Client(channel);
  }

  /// Tries until the request is answered with 200; the time of that, as of [System#nanoTime].
  static long awaitOk(ServerProcess server, ByteBuffer request) throws IOException {
    long start = System.nanoTime();
    while (System.nanoTime() - start < START_LIMIT_NANOS) {
      try (Client client = connect(server.http())) {
        if (client.ask(request.rewind()) == 200) {
          return System.nanoTime();
        }
      } catch (ConnectException e) {
        server.requireAlive(); // not listening yet
      }
      LockSupport.parkNanos(RETRY_NANOS);
    }
    throw new IOException("the agent did not get ready in time:\n" + server.log());
  }

  /// The answer's status.
  int ask(ByteBuffer request) throws IOException {
    send(request);
    return await();
  }

  void send(ByteBuffer request) throws IOException {
    while (request.hasRemaining()) {
      channel.write(request);
    }
  }

  int await() throws IOException {
    do {
      received.clear();
      if (channel.read(received) < 0) {
        throw new EOFException("the server closed the connection");
      }
      received.flip();
    } while (!answer.feed(received));
    return answer.status();
  }

  /// `X-Consul-Index` of the last answer.
  long index() {
    return answer.index();
  }

  /// Sends a request that must succeed.
  void must(ByteBuffer request) throws IOException {
    int status = ask(request);
    if (status != 200) {
      throw new IOException("status " + status);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
