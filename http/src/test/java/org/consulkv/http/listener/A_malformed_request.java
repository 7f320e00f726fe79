package org.consulkv.http.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.consulkv.http.listener.RawClient.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class A_malformed_request {
  private final EchoApplication application = new EchoApplication();
  private final Listener listener = start();

  private Listener start() {
    try {
      return Listener.start(EchoApplication.config(EchoApplication.loopback(), 200), application);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @AfterEach
  void close() {
    listener.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\0\1\2\3\r\n\r\n",
        "GET\r\n\r\n",
        "GET /\r\n\r\n",
        "GET / HTTP/x\r\nHost: x\r\n\r\n",
        "GET / HTTP/1.1\r\nHost x\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\n: empty\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n",
        "PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        "PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: abc\r\n\r\n",
        "PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        "PUT / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
      })
  void is_refused_and_ends_only_its_own_connection(String request) throws IOException {
    try (RawClient good = RawClient.to(listener.addresses().getFirst());
        RawClient bad = RawClient.to(listener.addresses().getFirst())) {
      assertThat(good.get("/a").answer().status()).isEqualTo(200);
      Answer answer = bad.send(request).answer();
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.text()).startsWith("400 Bad Request");
      assertThat(bad.ended()).isTrue();
      assertThat(good.get("/b").answer().status()).isEqualTo(200);
    }
  }

  @Test
  void behind_a_good_one_does_not_take_the_good_ones_answer_away() throws IOException {
    try (RawClient client = RawClient.to(listener.addresses().getFirst())) {
      client.send("GET /good HTTP/1.1\r\nHost: x\r\n\r\nBAD\r\n\r\n");
      assertThat(client.answer().text()).isEqualTo("GET /good ");
      assertThat(client.answer().status()).isEqualTo(400);
      assertThat(client.ended()).isTrue();
    }
  }

  @Test
  void with_too_many_headers_is_told_so() throws IOException {
    try (RawClient client = RawClient.to(listener.addresses().getFirst())) {
      client.send("GET / HTTP/1.1\r\nHost: x\r\nBig: " + "x".repeat(20_000) + "\r\n\r\n");
      assertThat(client.answer().status()).isEqualTo(431);
    }
    try (RawClient client = RawClient.to(listener.addresses().getFirst())) {
      client.send("GET /" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(client.answer().status()).isEqualTo(431);
    }
  }

  @Test
  void of_an_unknown_version_is_told_so() throws IOException {
    try (RawClient client = RawClient.to(listener.addresses().getFirst())) {
      client.send("GET / HTTP/3.0\r\nHost: x\r\n\r\n");
      assertThat(client.answer().status()).isEqualTo(505);
    }
  }
}
