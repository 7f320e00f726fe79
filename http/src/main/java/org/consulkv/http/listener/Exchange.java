package org.consulkv.http.listener;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;
import java.io.InputStream;
import java.net.SocketAddress;

/// One request and its answer, wherever the request came from.
///
/// Threading: the request's event loop, except [#send], [#stream] and [#bodyStream]'s reader.
public interface Exchange {
  /// The address of whoever sent the request.
  SocketAddress client();

  /// The loop on which everything about this request happens.
  EventLoop loop();

  ByteBufAllocator allocator();

  /// The body; empty if it was longer than the handler's limit.
  byte[] body();

  /// Length of the whole body, as announced or counted.
  long bodyLength();

  /// The body as it arrives, for a handler that asked for it. Reading blocks.
  InputStream bodyStream();

  /// Sends the answer. Any thread.
  void send(Reply reply);

  /// Begins an answer of unknown length. Any thread.
  AnswerStream stream(Reply reply);

  /// Says who is to be told when the client goes or the listener stops before the answer.
  void holdBack(Waiting answer);

  /// Says that there is no leader to answer this, and that nothing was done.
  ///
  /// @return false if the client must be told so by an answer; true if whoever passed the request
  ///   on will ask another one
  default boolean passBack() {
    return false;
  }
}
