package org.consulkv.gossip.net;

import io.netty.channel.EventLoop;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.consulkv.gossip.serf.SerfInput;
import org.consulkv.gossip.swim.Address;
import org.consulkv.gossip.swim.SwimMessage;
import org.consulkv.gossip.wire.StreamMessage;
import org.jspecify.annotations.Nullable;

/// The sockets of a member: packets and streams on the same port.
record Listening(Packets packets, Exchanges exchanges) {
  /// With port 0 the port that is free for streams may be taken for packets; then another is tried.
  private static final int ATTEMPTS = 20;

  /// @throws IOException if the address cannot be had
  static Listening on(EventLoop events, PoolConfig config, Envelope envelope, Receiver receiver)
      throws IOException {
    @Nullable IOException failure = null;
    for (int i = 0; i < (config.bind().getPort() == 0 ? ATTEMPTS : 1); i++) {
      Exchanges exchanges =
          Exchanges.listen(
              events, config.bind(), envelope, config.streamTimeout(), receiver::answer);
      int port = exchanges.address().getPort();
      try {
        InetSocketAddress same = new InetSocketAddress(config.bind().getAddress(), port);
        return new Listening(Packets.bind(events, same, envelope, receiver::received), exchanges);
      } catch (IOException e) {
        exchanges.close();
        failure = e;
      }
    }
    throw failure == null ? new IOException("not tried") : failure;
  }

  /// What the sockets give what arrives to. The core is made after the sockets, since it says where
  /// it listens; until then all is dropped.
  static final class Receiver {
    private @Nullable Loop loop;

    void connect(Loop newLoop) {
      loop = newLoop;
    }

    private void received(Address from, List<SwimMessage> messages) {
      if (loop != null) {
        loop.step(new SerfInput.Received(from, messages));
      }
    }

    private Optional<StreamMessage> answer(Address from, StreamMessage message) {
      return loop == null ? Optional.empty() : loop.answer(from, message);
    }
  }

  void close() {
    packets.close();
    exchanges.close();
  }
}
