package org.consulkv.agent.cluster;

import java.util.EnumMap;
import java.util.Map;
import org.consulkv.agent.metrics.Counter;
import org.consulkv.agent.metrics.Metrics;
import org.consulkv.agent.metrics.Sample;
import org.consulkv.gossip.swim.Measures;

/// A pool's numbers as metrics of the agent, labelled with the pool as Consul does.
///
/// Threading: thread-safe.
final class PoolMeters implements Measures {
  private final Map<Count, Counter> counters = new EnumMap<>(Count.class);
  private final Map<Span, Sample> spans = new EnumMap<>(Span.class);
  private final Map<Size, Sample> sizes = new EnumMap<>(Size.class);

  /// @param network `lan` or `wan`
  PoolMeters(Metrics metrics, String network) {
    for (Count what : Count.values()) {
      counters.put(what, metrics.counter(what.metric(), "network", network));
    }
    for (Span what : Span.values()) {
      spans.put(what, metrics.sample(what.metric(), "network", network));
    }
    for (Size what : Size.values()) {
      sizes.put(what, metrics.sample(what.metric(), "network", network));
    }
  }

  @Override
  public void count(Count what, long amount) {
    Counter counter = counters.get(what);
    if (counter != null) {
      counter.add(amount);
    }
  }

  @Override
  public void took(Span what, long nanos) {
    Sample sample = spans.get(what);
    if (sample != null) {
      sample.record(nanos);
    }
  }

  @Override
  public void size(Size what, long value) {
    Sample sample = sizes.get(what);
    if (sample != null) {
      sample.recordValue(value);
    }
  }
}
