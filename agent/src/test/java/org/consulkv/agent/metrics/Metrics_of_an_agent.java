package org.consulkv.agent.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.consulkv.agent.config.TelemetryConfig;
import org.consulkv.testkit.time.VirtualTime;
import org.junit.jupiter.api.Test;

class Metrics_of_an_agent {
  private final VirtualTime time = new VirtualTime();

  @Test
  void are_summed_up_over_an_interval() {
    Meters meters = meters(TelemetryConfig.DEFAULT);
    Sample sample = meters.sample("kvs.apply");
    sample.record(1_000_000);
    sample.record(3_000_000);
    time.advance(Duration.ofSeconds(11));
    assertThat(meters.dump().samples())
        .containsExactly(
            new MetricsDump.Summary(
                "consul.kvs.apply", 2, 0.4, 4, 1, 3, 2, Math.sqrt(2), Map.of()));
    time.advance(Duration.ofSeconds(10));
    assertThat(meters.dump().samples()).isEmpty();
  }

  @Test
  void are_there_before_the_first_interval_has_ended() {
    Meters meters = meters(TelemetryConfig.DEFAULT);
    meters.counter("rpc.request").add(2);
    assertThat(meters.dump().counters())
        .singleElement()
        .returns(1L, MetricsDump.Summary::count)
        .returns(2.0, MetricsDump.Summary::sum);
  }

  @Test
  void put_the_host_into_the_names_of_gauges() {
    Meters meters = meters(TelemetryConfig.DEFAULT);
    meters.gauge("runtime.x", () -> 1.5);
    assertThat(meters.dump().gauges())
        .containsExactly(new MetricsDump.Gauge("consul.node1.runtime.x", 1.5, Map.of()));
  }

  @Test
  void are_filtered_by_the_longest_prefix() {
    Meters meters =
        meters(
            new TelemetryConfig(
                "consul", true, Duration.ZERO, List.of("-consul.a", "+consul.a.b"), true));
    for (String name : List.of("a.b.c", "a.x", "b")) {
      meters.counter(name).add(1);
    }
    assertThat(meters.dump().counters().stream().map(MetricsDump.Summary::name))
        .containsExactly("consul.a.b.c", "consul.b");
  }

  @Test
  void have_a_text_for_Prometheus_only_if_they_are_retained() {
    assertThat(meters(TelemetryConfig.DEFAULT).prometheus()).isEmpty();
    Meters meters =
        meters(new TelemetryConfig("consul", true, Duration.ofMinutes(1), List.of(), true));
    meters.gauge("g", () -> 2);
    meters.counter("http.requests", "method", "GET").add(3);
    meters.counter("http.requests", "method", "P\"UT").add(1);
    meters.sample("kvs.apply").record(1_500_000);
    time.advance(Duration.ofSeconds(25));
    meters.sample("kvs.apply").record(500_000);
    assertThat(meters.prometheus())
        .hasValue(
            """
            # HELP consul_g consul.g
            # TYPE consul_g gauge
            consul_g 2
            # HELP consul_http_requests consul.http.requests
            # TYPE consul_http_requests counter
            consul_http_requests{method="GET"} 3
            consul_http_requests{method="P\\"UT"} 1
            # HELP consul_kvs_apply consul.kvs.apply
            # TYPE consul_kvs_apply summary
            consul_kvs_apply{quantile="0.5"} 0.507904
            consul_kvs_apply{quantile="0.9"} 0.507904
            consul_kvs_apply{quantile="0.99"} 0.507904
            consul_kvs_apply_sum 2
            consul_kvs_apply_count 2
            """);
  }

  @Test
  void have_quantiles_of_the_last_seconds() {
    Meters meters =
        meters(new TelemetryConfig("consul", true, Duration.ofMinutes(1), List.of(), true));
    Sample sample = meters.sample("kvs.apply");
    for (int i = 1; i <= 100; i++) {
      sample.record(i * 1_000_000L);
    }
    for (String line : meters.prometheus().orElseThrow().lines().toList()) {
      if (line.contains("quantile")) {
        double part = Double.parseDouble(line.replaceAll(".*quantile=\"([^\"]*)\".*", "$1"));
        double value = Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
        assertThat(value).isBetween(part * 93, part * 107);
      }
    }
    time.advance(Duration.ofSeconds(30));
    assertThat(meters.prometheus().orElseThrow())
        .contains("consul_kvs_apply{quantile=\"0.5\"} NaN")
        .contains("consul_kvs_apply_count 100");
  }

  @Test
  void are_forgotten_by_Prometheus_when_they_were_not_recorded_for_long() {
    Meters meters =
        meters(new TelemetryConfig("consul", true, Duration.ofMinutes(1), List.of(), true));
    meters.counter("c").add(1);
    meters.counter("never");
    time.advance(Duration.ofSeconds(50));
    assertThat(meters.prometheus())
        .hasValueSatisfying(
            text -> assertThat(text).contains("consul_c 1").doesNotContain("never"));
    time.advance(Duration.ofSeconds(60));
    assertThat(meters.prometheus()).hasValue("");
    meters.counter("c").add(1);
    assertThat(meters.prometheus())
        .hasValueSatisfying(text -> assertThat(text).contains("consul_c 2"));
  }

  private Meters meters(TelemetryConfig config) {
    return new Meters(config, "node1", time, time);
  }
}
