package org.consulkv.benchmarks.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/// A keep-alive connection with at most one request under way.
///
/// Threading: confined to the thread of its [Loop].
final class Connection implements AutoCloseable {
  final int number;
  final SocketChannel channel;
  final AnswerParser answer = new AnswerParser();
  private long sentNanos;

  private Connection(int number, SocketChannel channel) {
    this.number = number;
    this.channel = channel;
  }

  static Connection open(int number, InetSocketAddress server) throws IOException {
    SocketChannel channel = SocketChannel.open(server);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    return new Connection(number, channel);
  }

  /// Sends a request. Requests are smaller than a socket's buffer, which is empty: they go at once.
  void send(ByteBuffer request) throws IOException {
    sentNanos = System.nanoTime();
    while (request.hasRemaining()) {
      channel.write(request);
    }
  }

  /// When the request under way was sent.
  long sentNanos() {
    return sentNanos;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
