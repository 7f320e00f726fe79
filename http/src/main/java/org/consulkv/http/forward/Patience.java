package org.consulkv.http.forward;

import java.time.Duration;
import org.consulkv.http.reading.ReadOptions;
import org.consulkv.http.reading.WaitTimes;
import org.consulkv.http.request.QueryString;
import org.consulkv.server.ApiException;

/// How long to wait for the answer of another agent.
///
/// @param hold how long that agent may hold the request for want of a leader
/// @param waits how long blocking queries wait
public record Patience(Duration hold, WaitTimes waits) {
  /// To do what was asked, and for the way.
  private static final Duration WORK = Duration.ofSeconds(10);

  Duration ofWrites() {
    return hold.plus(WORK);
  }

  /// @param asked how long the other agent is to wait for a change
  Duration ofWait(Duration asked) {
    return waits.longest(asked).plus(ofWrites());
  }

  Duration of(QueryString query) {
    if (query.isEmpty() || query.first("index").isEmpty()) {
      return ofWrites();
    }
    try {
      return ofWait(ReadOptions.of(query).patience());
    } catch (ApiException e) {
      return ofWait(waits.maxWait()); // the other agent will say what is wrong
    }
  }
}
