package org.consulkv.http.listener;

import io.netty.channel.Channel;

/// Sends what was written: at once, or together after what is being read was handled.
///
/// Threading: the connection's event loop.
final class Flushing {
  private final Channel channel;
  private boolean reading;
  private boolean due;

  Flushing(Channel channel) {
    this.channel = channel;
  }

  /// Something was read, and more may follow.
  void reads() {
    reading = true;
  }

  /// For now, nothing more is to be read.
  void hasRead() {
    reading = false;
    if (due) {
      due = false;
      channel.flush();
    }
  }

  void soon() {
    if (reading) {
      due = true;
    } else {
      channel.flush();
    }
  }
}
