package org.consulkv.dns.listener;

import io.netty.buffer.ByteBuf;
import java.net.InetAddress;

/// Takes the questions of one event loop.
///
/// Threading: confined to its event loop.
interface Inquiries {
  /// Takes a question; the message is the caller's again when this returns.
  void take(ByteBuf message, InetAddress sender, boolean tcp, Replier replier);
}
