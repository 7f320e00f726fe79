package org.consulkv.http.listener;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.socket.DuplexChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// Writes to channels whose outcome nobody waits for: a write that fails closes its channel, and
/// the connection learns of that by itself.
@SuppressWarnings("FutureReturnValueIgnored") // for the reason above
final class Wire {
  private Wire() {}

  /// Queues the bytes, which the channel releases.
  static void write(Channel channel, ByteBuf bytes) {
    channel.write(bytes, channel.voidPromise());
  }

  static void writeAndFlush(Channel channel, ByteBuf bytes) {
    channel.writeAndFlush(bytes, channel.voidPromise());
  }

  static void close(Channel channel) {
    channel.close();
  }

  static void closeAfter(Channel channel, Duration delay) {
    channel.eventLoop().schedule(() -> close(channel), delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  static void shutdownOutput(DuplexChannel channel) {
    channel.shutdownOutput();
  }
}
