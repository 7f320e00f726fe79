package org.consulkv.cli.client;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;

/// Connections through a unix socket.
final class UnixSocket {
  private UnixSocket() {}

  static Connection open(String path) throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.connect(UnixDomainSocketAddress.of(path));
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    return new Connection(
        channel, Channels.newInputStream(channel), Channels.newOutputStream(channel));
  }
}
