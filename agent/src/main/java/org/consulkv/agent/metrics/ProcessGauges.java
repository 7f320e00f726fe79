package org.consulkv.agent.metrics;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.ToLongFunction;

/// The process's own numbers, under Consul's names where the JVM has their like.
public final class ProcessGauges {
  private static final double NANOS_PER_MILLI = 1e6;

  private ProcessGauges() {}

  /// Registers them. The management beans are loaded when metrics are first read, not now.
  public static void register(Metrics metrics) {
    Runtime runtime = Runtime.getRuntime();
    metrics.gauge("runtime.alloc_bytes", () -> runtime.totalMemory() - runtime.freeMemory());
    metrics.gauge("runtime.sys_bytes", runtime::totalMemory);
    metrics.gauge("runtime.num_goroutines", Thread::activeCount);
    metrics.gauge("runtime.total_gc_runs", () -> sum(GarbageCollectorMXBean::getCollectionCount));
    metrics.gauge(
        "runtime.total_gc_pause_ns",
        () -> sum(GarbageCollectorMXBean::getCollectionTime) * NANOS_PER_MILLI);
  }

  private static long sum(ToLongFunction<GarbageCollectorMXBean> value) {
    return ManagementFactory.getGarbageCollectorMXBeans().stream().mapToLong(value).sum();
  }
}
