package org.consulkv.state;

/// What applying a command gave. Each capability has one sealed interface of outcomes that extends
/// this one.
public interface Outcome {

  /// The command could not be applied as asked and changed nothing.
  ///
  /// @param message why, in Consul's words, without the prefix the endpoint puts before it
  record Failed(String message) implements Outcome {}

  /// The command was of an unknown kind that may be passed over.
  record Ignored(int kind) implements Outcome {}
}
