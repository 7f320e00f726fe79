package org.consulkv.http.listener;

import java.io.OutputStream;

/// An answer that is sent as it is made.
///
/// Threading: thread-safe; the order of writes is that of the calls.
public interface AnswerStream {
  /// Sends the bytes unless too much is on its way already, or nobody listens any more.
  boolean offer(byte[] bytes);

  /// Whether the client has gone, or the answer has ended.
  boolean isClosed();

  /// Ends the answer properly. Harmless when repeated.
  void end();

  /// Breaks the answer off, so that the client cannot take it for complete.
  void breakOff();

  /// A stream into the answer that blocks while too much is on its way. Closing it ends the answer.
  OutputStream blocking();
}
