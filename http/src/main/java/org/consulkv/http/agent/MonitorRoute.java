package org.consulkv.http.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.consulkv.agent.log.LogLevel;
import org.consulkv.agent.log.LogStream;
import org.consulkv.http.Call;
import org.consulkv.http.Routes;
import org.consulkv.http.listener.AnswerStream;
import org.consulkv.http.listener.Waiting;

/// `/v1/agent/monitor`: the agent's log as it is written, until the client hangs up.
public final class MonitorRoute {
  private final LogStream logs;

  public MonitorRoute(LogStream logs) {
    this.logs = logs;
  }

  public void addTo(Routes routes) {
    routes.at("/v1/agent/monitor").on("GET", this::monitor);
  }

  private void monitor(Call call) {
    String asked = call.query().first("loglevel");
    LogLevel level =
        LogLevel.parse(asked.isEmpty() ? "INFO" : asked)
            .orElseThrow(() -> Call.badRequest("Bad request: Unknown log level: " + asked));
    boolean json = call.query().has("logjson");
    AnswerStream answer = call.exchange().stream(call.reply(200));
    LogStream.Subscription subscription =
        logs.subscribe(level, json, line -> answer.offer(line.getBytes(UTF_8)));
    call.exchange()
        .holdBack(
            new Waiting() {
              @Override
              public void abandon() {
                subscription.close();
              }

              @Override
              public void hurry() {
                subscription.close();
                answer.end();
              }
            });
  }
}
