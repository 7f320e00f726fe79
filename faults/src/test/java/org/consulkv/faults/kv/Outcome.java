package org.consulkv.faults.kv;

import java.util.Optional;

/// What a client may conclude from an operation.
public sealed interface Outcome<T> {
  /// It was done, and gave this.
  record Done<T>(T value) implements Outcome<T> {}

  /// It was not done and never will be.
  record Never<T>(String why) implements Outcome<T> {}

  /// It may have been done, or may be yet.
  record Unknown<T>(String why) implements Outcome<T> {}

  /// What it gave, if it is known to be done.
  default Optional<T> done() {
    return this instanceof Done<T>(T value) ? Optional.of(value) : Optional.empty();
  }

  /// What it gave, where nothing stands in its way.
  ///
  /// @throws AssertionError if it is not known to be done
  default T get() {
    return done().orElseThrow(() -> new AssertionError(toString()));
  }
}
