package org.consulkv.gossip.serf;

import java.util.EnumMap;
import java.util.Map;
import org.consulkv.gossip.swim.Measures;

/// Keeps what a member says of itself.
final class CountedMeasures implements Measures {
  final Map<Count, Long> counts = new EnumMap<>(Count.class);
  final Map<Span, Long> spans = new EnumMap<>(Span.class);
  final Map<Size, Long> sizes = new EnumMap<>(Size.class);

  long of(Count what) {
    return counts.getOrDefault(what, 0L);
  }

  @Override
  public void count(Count what, long amount) {
    counts.merge(what, amount, Long::sum);
  }

  @Override
  public void took(Span what, long nanos) {
    spans.merge(what, nanos, Math::max);
  }

  @Override
  public void size(Size what, long value) {
    sizes.merge(what, value, Math::max);
  }
}
