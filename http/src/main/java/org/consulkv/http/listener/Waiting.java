package org.consulkv.http.listener;

/// An answer that is held back until something happens.
///
/// Threading: called on the connection's event loop.
public interface Waiting {
  /// Whether it waits for a change, perhaps for long, and not only until the answer is made: a
  /// client that says no more, or an agent that stops, does not wait for changes.
  default boolean isForChange() {
    return true;
  }

  /// The client has gone: nobody wants the answer any more.
  void abandon();

  /// The listener stops: answer now with what there is.
  void hurry();
}
