package org.consulkv.agent.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.DoubleSupplier;
import org.consulkv.agent.config.LimitConfig;
import org.consulkv.agent.metrics.Counter;
import org.consulkv.agent.metrics.Metrics;
import org.consulkv.agent.metrics.MetricsDump;
import org.consulkv.agent.metrics.Sample;
import org.consulkv.runtime.Bytes;
import org.consulkv.server.ApiException;
import org.consulkv.server.ErrorKind;
import org.consulkv.testkit.time.VirtualTime;
import org.junit.jupiter.api.Test;

/// `limits.rpc_rate` and `limits.rpc_max_burst`, and what is counted.
class A_client_agent_s_calls {
  private static final CompletableFuture<Bytes> ANSWER =
      CompletableFuture.completedFuture(Bytes.EMPTY);

  private final VirtualTime time = new VirtualTime();
  private final Counts counts = new Counts();
  private LimitConfig limits = limits(2, 3);
  private final CallMeter meter = CallMeter.of(() -> limits, time, counts);

  private static LimitConfig limits(double rate, int burst) {
    LimitConfig all = LimitConfig.DEFAULT;
    return new LimitConfig(
        all.httpMaxConnsPerClient(),
        all.httpsHandshakeTimeout(),
        all.rpcHandshakeTimeout(),
        all.rpcMaxConnsPerClient(),
        all.rpcClientTimeout(),
        rate,
        burst,
        all.kvMaxValueSize(),
        all.txnMaxReqLen());
  }

  private boolean passes() {
    return !meter.call(() -> ANSWER).isCompletedExceptionally();
  }

  private int passed(int tries) {
    int passed = 0;
    for (int i = 0; i < tries; i++) {
      passed += passes() ? 1 : 0;
    }
    return passed;
  }

  @Test
  void are_refused_beyond_their_rate() {
    assertThat(passed(10)).isEqualTo(3);
    assertThatThrownBy(() -> meter.call(() -> ANSWER).join())
        .cause()
        .isInstanceOfSatisfying(
            ApiException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.TOO_MANY_REQUESTS))
        .hasMessage("rpc rate limit exceeded");
    time.advance(Duration.ofSeconds(1));
    assertThat(passed(10)).isEqualTo(2);
  }

  @Test
  void have_the_limits_that_are_in_effect_now() {
    assertThat(passed(10)).isEqualTo(3);
    limits = limits(2, 3);
    assertThat(passed(10)).as("equal limits fill no bucket").isZero();
    limits = limits(2, 5);
    assertThat(passed(10)).isEqualTo(5);
    limits = limits(-1, 1);
    assertThat(passed(1000)).isEqualTo(1000);
  }

  @Test
  void are_counted_and_so_are_those_refused_and_those_that_failed() throws IOException {
    assertThat(passes()).isTrue();
    var _ = meter.call(() -> CompletableFuture.failedFuture(new IllegalStateException()));
    try (InputStream answer = meter.exchange(InputStream::nullInputStream)) {
      assertThat(answer).isEmpty();
    }
    assertThatThrownBy(() -> meter.exchange(InputStream::nullInputStream))
        .isInstanceOf(ApiException.class);
    assertThat(counts.counted)
        .containsEntry("client.rpc", 4L)
        .containsEntry("client.rpc.failed", 1L)
        .containsEntry("client.rpc.exceeded", 1L);
  }

  @Test
  void are_not_failed_ones_if_nobody_waits_any_more() {
    CompletableFuture<Bytes> open = new CompletableFuture<>();
    assertThat(meter.call(() -> open)).isSameAs(open);
    open.cancel(false);
    assertThat(counts.counted).doesNotContainKey("client.rpc.failed");
  }

  /// Counters only.
  private static final class Counts implements Metrics {
    final Map<String, Long> counted = new TreeMap<>();

    @Override
    public Counter counter(String name, String... labels) {
      return amount -> counted.merge(name, amount, Long::sum);
    }

    @Override
    public Sample sample(String name, String... labels) {
      return _ -> {};
    }

    @Override
    public void gauge(String name, DoubleSupplier value, String... labels) {}

    @Override
    public MetricsDump dump() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<String> prometheus() {
      return Optional.empty();
    }
  }
}
