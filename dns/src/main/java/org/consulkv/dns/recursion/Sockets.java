package org.consulkv.dns.recursion;

import io.netty.channel.Channel;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.SocketChannel;

/// The kinds of sockets that fit the event loops.
///
/// @param udp for datagrams
/// @param tcp for connections
public record Sockets(Class<? extends DatagramChannel> udp, Class<? extends SocketChannel> tcp) {
  Class<? extends Channel> of(boolean overTcp) {
    return overTcp ? tcp : udp;
  }
}
