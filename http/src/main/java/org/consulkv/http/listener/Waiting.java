package org.consulkv.http.listener;

/// An answer that is held back until something happens.
///
/// Threading: called on the connection's event loop.
public interface Waiting {
  /// The client has gone: nobody wants the answer any more.
  void abandon();

  /// The listener stops: answer now with what there is.
  void hurry();
}
