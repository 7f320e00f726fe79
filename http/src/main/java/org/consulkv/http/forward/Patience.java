package org.consulkv.http.forward;

import java.time.Duration;
import java.util.function.Supplier;
import org.consulkv.http.reading.ReadOptions;
import org.consulkv.http.reading.WaitTimes;
import org.consulkv.http.request.QueryString;
import org.consulkv.server.ApiException;

/// How long to wait for the answer of another agent.
///
/// @param answer how long an answer may take that waits for no change, `limits.rpc_client_timeout`
/// @param waits how long blocking queries wait
public record Patience(Supplier<Duration> answer, WaitTimes waits) {
  Duration ofWrites() {
    return answer.get();
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
