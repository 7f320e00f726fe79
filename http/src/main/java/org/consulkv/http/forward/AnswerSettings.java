package org.consulkv.http.forward;

import java.time.Duration;
import org.consulkv.agent.config.AgentConfig;

/// What the agent that a client talks to says about answers, whoever makes them: it travels with
/// requests that are passed on.
///
/// @param pretty whether JSON is indented though nobody asks for it
/// @param translatesFor the agent's datacenter if `translate_wan_addrs` is set, so that nodes of
///   other datacenters are given with their addresses for it; otherwise empty
/// @param discoveryMaxStale reads about services are stale up to this; zero for never
public record AnswerSettings(boolean pretty, String translatesFor, Duration discoveryMaxStale) {
  public static AnswerSettings of(AgentConfig agent) {
    return new AnswerSettings(
        agent.role().dev(), agent.dns().translatesFor(), agent.queries().discoveryMaxStale());
  }

  /// Whether addresses may be others than those in the catalog.
  public boolean translates() {
    return !translatesFor.isEmpty();
  }
}
