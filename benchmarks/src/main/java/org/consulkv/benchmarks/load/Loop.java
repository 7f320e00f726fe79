package org.consulkv.benchmarks.load;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;

/// Many connections on one thread.
///
/// Threading: confined to one thread.
final class Loop implements AutoCloseable {
  /// Told of each answer; sends the connection's next request, if there is one.
  interface Conversation {
    void answered(Connection connection) throws IOException;
  }

  private final Selector selector;
  private final ByteBuffer received = ByteBuffer.allocateDirect(1 << 20);
  private final List<Connection> connections = new ArrayList<>();

  Loop(InetSocketAddress server, int size) throws IOException {
    selector = Selector.open();
    for (int i = 0; i < size; i++) {
      Connection connection = Connection.open(i, server);
      connection.channel.register(selector, SelectionKey.OP_READ, connection);
      connections.add(connection);
    }
  }

  List<Connection> connections() {
    return connections;
  }

  /// Waits at most so long for answers and hands over those that came; gives their number.
  int turn(Conversation conversation, long waitMillis) throws IOException {
    int[] answers = {0};
    try {
      selector.select(
          key -> {
            if (read((Connection) key.attachment(), conversation)) {
              answers[0]++;
            }
          },
          waitMillis);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return answers[0];
  }

  private boolean read(Connection connection, Conversation conversation) {
    try {
      received.clear();
      if (connection.channel.read(received) < 0) {
        throw new EOFException("the server closed connection " + connection.number);
      }
      received.flip();
      if (connection.answer.feed(received)) {
        conversation.answered(connection);
        return true;
      }
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    for (Connection connection : connections) {
      connection.close();
    }
    selector.close();
  }
}
