package org.consulkv.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.consulkv.http.listener.RawClient;
import org.consulkv.http.listener.RawClient.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class The_snapshot_endpoint {
  private final RunningApi api = new RunningApi();

  @AfterEach
  void close() {
    api.close();
  }

  private static byte[] restore(byte[] archive) {
    String length = "Content-Length: " + archive.length;
    String head = "PUT /v1/snapshot HTTP/1.1\r\nHost: x\r\n" + length + "\r\n\r\n";
    byte[] first = head.getBytes(ISO_8859_1);
    byte[] all = java.util.Arrays.copyOf(first, first.length + archive.length);
    System.arraycopy(archive, 0, all, first.length, archive.length);
    return all;
  }

  @Test
  void gives_an_archive_that_brings_everything_back() throws IOException {
    try (RawClient client = api.client()) {
      for (int i = 0; i < 50; i++) {
        client.put("/v1/kv/kept/" + i, "x".repeat(20_000)).answer();
      }
      String before = client.get("/v1/kv/?recurse").answer().text();
      Answer saved = client.get("/v1/snapshot").answer();
      assertThat(saved.header("Content-Type")).isEqualTo("application/x-gzip");
      assertThat(saved.header("Transfer-Encoding")).isEqualTo("chunked");
      client.put("/v1/kv/later", "y").answer();
      client.send("DELETE /v1/kv/kept/?recurse HTTP/1.1\r\nHost: x\r\n\r\n").answer();
      assertThat(client.send(restore(saved.bytes())).answer().status()).isEqualTo(200);
      assertThat(client.get("/v1/kv/?recurse").answer().text()).isEqualTo(before);
    }
  }

  @Test
  void changes_nothing_for_an_archive_that_was_damaged_on_the_way() throws IOException {
    try (RawClient client = api.client()) {
      client.put("/v1/kv/a", "1").answer();
      byte[] archive = client.get("/v1/snapshot").answer().bytes();
      archive[archive.length / 2] ^= 1;
      Answer answer = client.send(restore(archive)).answer();
      assertThat(answer.status()).isEqualTo(500);
      assertThat(client.get("/v1/kv/a?raw").answer().text()).isEqualTo("1");
    }
  }

  @Test
  void wakes_those_who_wait_when_it_replaces_the_state() throws IOException {
    try (RawClient client = api.client();
        RawClient waiting = api.client()) {
      client.put("/v1/kv/a", "1").answer();
      byte[] archive = client.get("/v1/snapshot").answer().bytes();
      String index = client.get("/v1/kv/a").answer().header("X-Consul-Index");
      waiting.get("/v1/kv/a?raw&wait=60s&index=" + index);
      assertThat(client.send(restore(archive)).answer().status()).isEqualTo(200);
      assertThat(waiting.answer().text()).isEqualTo("1");
    }
  }
}
