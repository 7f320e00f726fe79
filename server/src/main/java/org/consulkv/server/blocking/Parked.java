package org.consulkv.server.blocking;

/// One waiter's place. Threading: thread-safe; whoever comes first, an answer, `expire` or
/// `cancel`, wins, and the others do nothing.
public interface Parked {
  /// The wait was over before it began.
  Parked ANSWERED =
      new Parked() {
        @Override
        public void expire() {}

        @Override
        public void cancel() {}
      };

  /// Ends the wait: answers with the present state, on the calling thread.
  void expire();

  /// Ends the wait without an answer, because nobody is there to take it. O(1).
  void cancel();
}
