package org.consulkv.agent.metrics;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.DoubleSupplier;
import org.consulkv.agent.config.TelemetryConfig;
import org.consulkv.agent.metrics.MetricsDump.Gauge;
import org.consulkv.agent.metrics.MetricsDump.Summary;
import org.consulkv.runtime.Clock;
import org.consulkv.runtime.Timers;
import org.jspecify.annotations.Nullable;

/// Keeps the metrics in intervals of ten seconds, as Consul does.
///
/// Threading: thread-safe. Recording touches only striped counters; the interval is turned over on
/// the timer's thread, under this object's lock, as are reads.
public final class Meters implements Metrics, AutoCloseable {
  private static final Duration INTERVAL = Duration.ofSeconds(10);

  /// More names than this are counted together under none: a bug must not fill the memory.
  private static final int MAX_METERS = 10_000;

  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss '+0000 UTC'", Locale.ROOT);

  private volatile TelemetryConfig config;
  private final String hostname;
  private final Clock clock;
  private final Timers timers;
  private final ConcurrentMap<MeterName, Meter> counters = new ConcurrentHashMap<>();
  private final ConcurrentMap<MeterName, Meter> samples = new ConcurrentHashMap<>();
  private final ConcurrentMap<MeterName, DoubleSupplier> gauges = new ConcurrentHashMap<>();
  private Instant started;
  private @Nullable MetricsDump last;
  private Timers.Scheduled tick;

  /// @param hostname put into the names of gauges, unless the configuration disables it
  public Meters(TelemetryConfig config, String hostname, Clock clock, Timers timers) {
    this.config = config;
    this.hostname = hostname;
    this.clock = clock;
    this.timers = timers;
    this.started = clock.now();
    this.tick = timers.after(INTERVAL, this::turnOver);
  }

  @Override
  public Counter counter(String name, String... labels) {
    Meter meter = meter(counters, name, labels);
    return meter::record;
  }

  @Override
  public Sample sample(String name, String... labels) {
    Meter meter = meter(samples, name, labels);
    return meter::recordNanos;
  }

  @Override
  public void gauge(String name, DoubleSupplier value, String... labels) {
    gauges.put(MeterName.of(name, labels), value);
  }

  @Override
  public synchronized MetricsDump dump() {
    return last == null ? present(false) : last;
  }

  @Override
  public synchronized Optional<String> prometheus() {
    if (!config.prometheusRetention().isPositive()) {
      return Optional.empty();
    }
    PrometheusText text = new PrometheusText();
    shown(gauges).forEach(name -> text.gauge(gaugeName(name), name, value(name)));
    active(counters).forEach(name -> text.counter(fullName(name), name, counters.get(name)));
    active(samples).forEach(name -> text.summary(fullName(name), name, samples.get(name)));
    return Optional.of(text.toString());
  }

  /// Takes over another filter of names.
  public void reload(TelemetryConfig newer) {
    config = newer;
  }

  @Override
  public synchronized void close() {
    tick.cancel();
  }

  @SuppressWarnings("ReferenceEquality") // which of the maps, not what is in it
  private Meter meter(ConcurrentMap<MeterName, Meter> meters, String name, String... labels) {
    MeterName key = MeterName.of(meters.size() < MAX_METERS ? name : "overflow", labels);
    boolean distributed = meters == samples && config.prometheusRetention().isPositive();
    return meters.computeIfAbsent(key, _ -> new Meter(distributed, clock.nanos()));
  }

  private synchronized void turnOver() {
    counters.values().forEach(meter -> meter.turnOver(clock.nanos()));
    samples.values().forEach(meter -> meter.turnOver(clock.nanos()));
    last = present(true);
    started = clock.now();
    tick = timers.after(INTERVAL, this::turnOver);
  }

  private MetricsDump present(boolean reset) {
    List<Gauge> allGauges = new ArrayList<>();
    for (MeterName name : shown(gauges)) {
      allGauges.add(new Gauge(gaugeName(name), value(name), name.labels()));
    }
    return new MetricsDump(
        TIMESTAMP.format(started.atZone(ZoneOffset.UTC)),
        allGauges,
        summaries(counters, reset),
        summaries(samples, reset));
  }

  private List<Summary> summaries(ConcurrentMap<MeterName, Meter> meters, boolean reset) {
    List<Summary> all = new ArrayList<>();
    for (MeterName name : shown(meters)) {
      Meter meter = meters.get(name);
      if (meter == null) {
        continue;
      }
      Meter.Interval interval = meter.interval(reset);
      if (interval.count() > 0) {
        all.add(interval.summary(fullName(name), name.labels(), INTERVAL));
      }
    }
    return all;
  }

  private double value(MeterName name) {
    DoubleSupplier supplier = gauges.get(name);
    return supplier == null ? 0 : supplier.getAsDouble();
  }

  /// The names that the filters let through, in order.
  private List<MeterName> shown(Map<MeterName, ?> meters) {
    return meters.keySet().stream()
        .filter(name -> passes(fullName(name)))
        .sorted(Comparator.comparing(MeterName::toString))
        .toList();
  }

  /// Those of them that Prometheus is to see: what is not recorded any more is forgotten in time.
  private List<MeterName> active(ConcurrentMap<MeterName, Meter> meters) {
    return shown(meters).stream()
        .filter(name -> {
          Meter meter = meters.get(name);
          return meter != null && meter.isActive(clock.nanos(), config.prometheusRetention());
        })
        .toList();
  }

  private boolean passes(String name) {
    boolean pass = config.filterDefault();
    int longest = -1;
    for (String filter : config.prefixFilter()) {
      String prefix = filter.substring(Math.min(1, filter.length()));
      if (name.startsWith(prefix) && prefix.length() > longest) {
        longest = prefix.length();
        pass = filter.startsWith("+");
      }
    }
    return pass;
  }

  private String fullName(MeterName name) {
    return config.metricsPrefix() + "." + name.name();
  }

  private String gaugeName(MeterName name) {
    return config.disableHostname() || hostname.isEmpty()
        ? fullName(name)
        : config.metricsPrefix() + "." + hostname + "." + name.name();
  }
}
