package org.consulkv.state;

/// One change to the replicated state, as it travels through the log. Each capability has one
/// sealed interface of commands that extends this one (this one cannot be sealed itself: its
/// subtypes are in packages of their own).
///
/// A command carries facts: whatever depends on time or chance was settled before it was proposed.
public interface Command {

  /// A command of a later release that this one may pass over: applying it changes nothing.
  ///
  /// @param kind its number in the encoding
  record Ignored(int kind) implements Command {}
}
