package org.consulkv.agent.config;

import java.time.Duration;

/// Bounds of sessions.
///
/// @param ttlMin `session_ttl_min` as it was set; zero means 10 s
public record SessionConfig(Duration ttlMin) {
  public static final SessionConfig DEFAULT = new SessionConfig(Duration.ZERO);
}
