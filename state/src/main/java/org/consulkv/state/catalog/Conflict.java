package org.consulkv.state.catalog;

/// Why a change to the catalog cannot be made, in Consul's words. Whoever catches it undoes what
/// was done before.
public final class Conflict extends Exception {
  Conflict(String message) {
    super(message, null, false, false);
  }

  /// The reason.
  public String reason() {
    return String.valueOf(getMessage());
  }
}
