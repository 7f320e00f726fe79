package org.consulkv.agent.cache;

import java.time.Duration;

/// An answer as a reader gets it.
///
/// @param hit whether it was there already
/// @param age for how long it may have been out of date
public record Kept<A>(A answer, boolean hit, Duration age) {}
