package org.consulkv.http.agent;

import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.consulkv.agent.metrics.Metrics;
import org.consulkv.agent.metrics.MetricsDump;
import org.consulkv.http.Call;
import org.consulkv.http.Headers;
import org.consulkv.http.Routes;
import org.consulkv.http.json.Json;
import org.consulkv.http.listener.AnswerStream;
import org.consulkv.http.listener.Waiting;
import org.jspecify.annotations.Nullable;

/// `GET /v1/agent/metrics/stream`: a line of JSON for every interval of the metrics, from the
/// present one on.
public final class MetricsStreamRoute {
  /// How soon an interval that has ended is noticed.
  private static final long LOOK_MILLIS = 1_000;

  private final Metrics metrics;

  public MetricsStreamRoute(Metrics metrics) {
    this.metrics = metrics;
  }

  public void addTo(Routes routes) {
    routes.at("/v1/agent/metrics/stream").on("GET", this::stream);
  }

  private void stream(Call call) {
    AnswerStream answer = call.exchange().stream(call.reply(200).headerLines(Headers.JSON));
    Lines lines = new Lines(metrics, answer);
    lines.run();
    Future<?> looking =
        call.exchange()
            .loop()
            .scheduleAtFixedRate(lines, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    call.exchange()
        .holdBack(
            new Waiting() {
              @Override
              public void abandon() {
                looking.cancel(false);
              }

              @Override
              public void hurry() {
                looking.cancel(false);
                answer.end();
              }
            });
  }

  /// What was sent so far. Threading: the connection's event loop.
  private static final class Lines implements Runnable {
    private final Metrics metrics;
    private final AnswerStream answer;
    private @Nullable String last;

    Lines(Metrics metrics, AnswerStream answer) {
      this.metrics = metrics;
      this.answer = answer;
    }

    @Override
    public void run() {
      MetricsDump dump = metrics.dump();
      if (dump.timestamp().equals(last)) {
        return;
      }
      last = dump.timestamp();
      byte[] line =
          Json.bytes(
              false,
              json -> {
                AgentJson.metrics(json, dump);
                json.writeRaw('\n');
              });
      var _ = answer.offer(line); // a reader that is too slow misses an interval
    }
  }
}
