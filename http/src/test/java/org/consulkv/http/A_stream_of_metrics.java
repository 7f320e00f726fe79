package org.consulkv.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.consulkv.http.listener.RawClient;
import org.junit.jupiter.api.Test;

class A_stream_of_metrics {
  @Test
  void begins_with_the_present_interval() throws IOException {
    try (RunningApi api = new RunningApi();
        RawClient client = api.client()) {
      client.get("/v1/agent/metrics/stream");
      assertThat(client.line()).isEqualTo("HTTP/1.1 200 OK");
      String line = client.line();
      while (!line.startsWith("{")) {
        line = client.line();
      }
      assertThat(line).contains("\"Gauges\":[]").endsWith("}");
    }
  }
}
