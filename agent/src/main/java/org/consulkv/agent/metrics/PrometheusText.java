package org.consulkv.agent.metrics;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Writes Prometheus's text format, version 0.0.4, under the names that Consul gives its metrics.
///
/// Threading: confined to one thread.
///
/// @see "https://prometheus.io/docs/instrumenting/exposition_formats/"
final class PrometheusText {
  private static final List<String> QUANTILES = List.of("0.5", "0.9", "0.99");

  private final StringBuilder out = new StringBuilder();
  private String described = "";

  void gauge(String fullName, MeterName name, double value) {
    String shown = describe(fullName, "gauge");
    line(shown, "", name.labels(), value);
  }

  void counter(String fullName, MeterName name, @Nullable Meter meter) {
    if (meter != null) {
      String shown = describe(fullName, "counter");
      line(shown, "", name.labels(), meter.totalSum());
    }
  }

  void summary(String fullName, MeterName name, @Nullable Meter meter) {
    if (meter != null) {
      String shown = describe(fullName, "summary");
      for (String part : QUANTILES) {
        Map<String, String> labels = new TreeMap<>(name.labels());
        labels.put("quantile", part);
        line(shown, "", labels, meter.quantile(Double.parseDouble(part)));
      }
      line(shown, "_sum", name.labels(), meter.totalSum());
      line(shown, "_count", name.labels(), (double) meter.totalCount());
    }
  }

  @Override
  public String toString() {
    return out.toString();
  }

  /// Starts a name's group of lines, once for all its labels.
  private String describe(String fullName, String type) {
    String name = fullName.replaceAll("[^a-zA-Z0-9_]", "_");
    if (!name.equals(described)) {
      described = name;
      out.append("# HELP ").append(name).append(' ').append(fullName).append('\n');
      out.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }
    return name;
  }

  private void line(String name, String suffix, Map<String, String> labels, double value) {
    out.append(name).append(suffix);
    String separator = "{";
    for (Map.Entry<String, String> label : labels.entrySet()) {
      out.append(separator).append(label.getKey()).append("=\"");
      out.append(escape(label.getValue())).append('"');
      separator = ",";
    }
    out.append(labels.isEmpty() ? " " : "} ").append(number(value)).append('\n');
  }

  private static String escape(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
