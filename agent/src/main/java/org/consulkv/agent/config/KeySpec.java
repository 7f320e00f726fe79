package org.consulkv.agent.config;

import org.jspecify.annotations.Nullable;

/// What the table of keys says about one key.
///
/// @param block the name of the block's own keys, for blocks and lists of blocks
/// @param replacement the path of the key that took its place, for old keys
record KeySpec(
    String name, Kind kind, @Nullable String block, State state, @Nullable String replacement) {

  /// What values a key takes.
  enum Kind {
    BOOL,
    INT,
    FLOAT,
    STRING,
    DURATION,
    STRINGS,
    MAP,
    ANY,
    BLOCK,
    BLOCKS
  }

  /// What becomes of a value.
  enum State {
    NOW,
    QUIET,
    LATER,
    OLD,
    GONE
  }
}
