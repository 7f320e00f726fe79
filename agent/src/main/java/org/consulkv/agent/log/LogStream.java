package org.consulkv.agent.log;

/// Gives live log lines to someone who asked for them.
public interface LogStream {
  /// Receives lines. Called on the thread that logs, so it must be quick and must not log.
  interface Sink {
    /// One line, with its line feed. False if it could not be taken: the line is dropped, and
    /// counted.
    boolean offer(String line);
  }

  /// Ends the stream. Harmless when repeated.
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }

  /// Streams every line of at least this level, whatever level the agent itself logs at.
  Subscription subscribe(LogLevel level, boolean json, Sink sink);
}
