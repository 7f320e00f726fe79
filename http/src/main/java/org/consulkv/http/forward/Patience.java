package org.consulkv.http.forward;

import java.time.Duration;
import org.consulkv.http.reading.ReadOptions;
import org.consulkv.http.request.QueryString;
import org.consulkv.server.ApiException;

/// How long to wait for the answer of another agent.
///
/// @param hold how long that agent may hold the request for want of a leader
/// @param maxWait longest wait of a blocking query
public record Patience(Duration hold, Duration defaultWait, Duration maxWait) {
  /// To do what was asked, and for the way.
  private static final Duration WORK = Duration.ofSeconds(10);

  /// A random extra of up to this part of the wait is added.
  private static final int JITTER_PART = 16;

  Duration ofWrites() {
    return hold.plus(WORK);
  }

  Duration of(QueryString query) {
    if (query.isEmpty() || query.first("index").isEmpty()) {
      return ofWrites();
    }
    Duration wait = maxWait;
    try {
      Duration asked = ReadOptions.of(query).patience();
      boolean says = !asked.isZero() && !asked.isNegative();
      wait = says && asked.compareTo(maxWait) < 0 ? asked : says ? maxWait : defaultWait;
    } catch (ApiException e) {
      // The other agent will say what is wrong with the parameters.
    }
    return wait.plus(wait.dividedBy(JITTER_PART)).plus(ofWrites());
  }
}
