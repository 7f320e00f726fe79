package org.consulkv.dns.listener;

import org.consulkv.agent.metrics.Sample;
import org.consulkv.runtime.Clock;

/// Measures how long questions take.
///
/// @param sample where it is reported
record QuestionSample(Clock clock, Sample sample) {
  long start() {
    return clock.nanos();
  }

  void end(long since) {
    sample.record(clock.nanos() - since);
  }
}
