package org.consulkv.agent.router;

import java.time.Duration;
import org.consulkv.runtime.Bytes;

/// One question to another agent.
///
/// @param method the name of the rpc method
/// @param repeatable whether asking twice does no harm: it is asked again if an answer was lost
/// @param patience how long an answer may take
/// @param sinceNanos when the caller began to wait, on the router's clock
public record Errand(
    String method, Bytes request, boolean repeatable, Duration patience, long sinceNanos) {
  private static final long LONG_AGO = Duration.ofHours(1).toNanos();

  /// The same, for a caller who has another way if nobody can be asked now.
  public Errand notHeld() {
    return new Errand(method, request, repeatable, patience, sinceNanos - LONG_AGO);
  }
}
