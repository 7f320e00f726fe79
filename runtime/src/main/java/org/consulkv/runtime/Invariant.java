package org.consulkv.runtime;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;

/// Conditions that hold unless there is a bug. They are checked in production too: a node that
/// broke one stops, because what it would do next cannot be trusted.
public final class Invariant {
  private Invariant() {}

  /// Thrown when a condition that must hold does not. Nothing may catch it and go on.
  public static final class Broken extends Error {
    public Broken(String message) {
      super(message);
    }
  }

  /// Stops the node if the condition is false.
  ///
  /// @throws Broken if the condition is false
  @FormatMethod
  public static void check(boolean holds, @FormatString String message, Object... values) {
    if (!holds) {
      throw new Broken(String.format(java.util.Locale.ROOT, message, values));
    }
  }
}
