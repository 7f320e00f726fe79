package org.consulkv.http.listener;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.consulkv.http.listener.RawClient.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Transport.class)
class A_listener {
  @Parameter Transport transport = Transport.NIO;

  private final EchoApplication application = new EchoApplication();
  private Listener listener = start(200);

  private Listener start(int maxConnections) {
    try {
      return Listener.start(
          EchoApplication.config(EchoApplication.loopback(), maxConnections),
          application,
          transport,
          null);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @BeforeEach
  void use_the_transport() {
    listener.close();
    listener = start(200);
  }

  @AfterEach
  void close() {
    listener.close();
  }

  private SocketAddress address() {
    return listener.addresses().getFirst();
  }

  private RawClient client() throws IOException {
    return RawClient.to(address());
  }

  @Test
  void answers_many_requests_of_one_connection() throws IOException {
    try (RawClient client = client()) {
      assertThat(client.get("/a").answer().text()).isEqualTo("GET /a ");
      Answer second = client.put("/b", "body").answer();
      assertThat(second.text()).isEqualTo("PUT /b body");
      assertThat(second.header("X-Test")).isEqualTo("yes");
      assertThat(second.header("Vary")).isEqualTo("Accept-Encoding");
    }
  }

  @Test
  void answers_pipelined_requests_in_order_even_if_the_first_takes_long() throws Exception {
    try (RawClient client = client()) {
      client.get("/park").put("/b", "hi").get("/c");
      application.parked.take().send(Reply.text(200, "at last"));
      assertThat(client.answer().text()).isEqualTo("at last");
      assertThat(client.answer().text()).isEqualTo("PUT /b hi");
      assertThat(client.answer().text()).isEqualTo("GET /c ");
    }
  }

  @Test
  void keeps_the_order_of_thousands_of_pipelined_requests() throws Exception {
    try (RawClient client = client()) {
      int count = 5000;
      var sender =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  for (int i = 0; i < count; i++) {
                    client.get(i % 50 == 0 ? "/big/" + i : "/" + i);
                  }
                } catch (IOException e) {
                  throw new AssertionError(e);
                }
              });
      for (int i = 0; i < count; i++) {
        Answer answer = client.answer();
        assertThat(answer.bytes()).hasSize(i % 50 == 0 ? 100_000 : answer.bytes().length);
        if (i % 50 != 0) {
          assertThat(answer.text()).isEqualTo("GET /" + i + " ");
        }
      }
      sender.join();
    }
  }

  @Test
  void reads_a_chunked_body() throws IOException {
    try (RawClient client = client()) {
      client.send("PUT /c HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n");
      client.send("6;ext=1\r\n world\r\n0\r\nTrailer: x\r\n\r\n");
      assertThat(client.answer().text()).isEqualTo("PUT /c hello world");
      assertThat(client.get("/after").answer().text()).isEqualTo("GET /after ");
    }
  }

  @Test
  void invites_a_body_that_the_client_announces() throws IOException {
    try (RawClient client = client()) {
      client.send(
          "PUT /e HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
      assertThat(client.answer().status()).isEqualTo(100);
      assertThat(client.send("abc").answer().text()).isEqualTo("PUT /e abc");
    }
  }

  @Test
  void does_not_invite_a_body_that_is_too_long() throws IOException {
    try (RawClient client = client()) {
      client.send(
          "PUT /e HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 100001\r\n\r\n");
      Answer answer = client.answer();
      assertThat(answer.status()).isEqualTo(413);
      assertThat(answer.text()).isEqualTo("too large: 100001");
      assertThat(client.ended()).isTrue();
    }
  }

  @Test
  void counts_a_body_that_is_too_long_and_goes_on() throws IOException {
    try (RawClient client = client()) {
      assertThat(client.put("/l", "x".repeat(100_001)).answer().text())
          .isEqualTo("too large: 100001");
      assertThat(client.get("/next").answer().status()).isEqualTo(200);
    }
  }

  @Test
  void refuses_an_enormous_body_without_reading_it() throws IOException {
    try (RawClient client = client()) {
      client.send("PUT /l HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\nxxx");
      assertThat(client.answer().text()).isEqualTo("too large: 99999999999");
      assertThat(client.ended()).isTrue();
    }
  }

  @Test
  void compresses_long_answers_for_those_who_accept_it() throws IOException {
    try (RawClient client = client()) {
      client.send("GET /big HTTP/1.1\r\nHost: x\r\nAccept-Encoding: deflate, gzip;q=0.5\r\n\r\n");
      Answer answer = client.answer();
      assertThat(answer.header("Content-Encoding")).isEqualTo("gzip");
      assertThat(new GZIPInputStream(new ByteArrayInputStream(answer.bytes())).readAllBytes())
          .hasSize(100_000);
      client.send("GET /big HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip;q=0\r\n\r\n");
      assertThat(client.answer().header("Content-Encoding")).isEmpty();
      client.send("GET /small HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip\r\n\r\n");
      assertThat(client.answer().header("Content-Encoding")).isEmpty();
    }
  }

  @Test
  void ends_the_connection_when_asked_to() throws IOException {
    try (RawClient client = client()) {
      client.send("GET /a HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
      assertThat(client.answer().header("Connection")).isEqualTo("close");
      assertThat(client.ended()).isTrue();
    }
    try (RawClient client = client()) {
      client.send("GET /a HTTP/1.0\r\n\r\n");
      assertThat(client.answer().text()).isEqualTo("GET /a ");
      assertThat(client.ended()).isTrue();
    }
  }

  @Test
  void answers_a_client_that_has_sent_everything_and_closed_its_half() throws IOException {
    try (java.net.Socket socket = new java.net.Socket()) {
      socket.connect(address());
      socket.getOutputStream().write("GET /a HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(ISO_8859_1));
      socket.shutdownOutput();
      assertThat(new String(socket.getInputStream().readAllBytes(), ISO_8859_1))
          .endsWith("GET /a ");
    }
  }

  @Test
  void tells_when_a_waiting_client_has_gone() throws Exception {
    try (RawClient client = client()) {
      client.get("/park/gone");
      application.parked.take();
    }
    assertThat(application.abandoned.poll(10, TimeUnit.SECONDS)).isEqualTo("GET /park/gone ");
  }

  @Test
  void answers_the_parked_and_hangs_up_when_it_stops() throws Exception {
    try (RawClient waiting = client();
        RawClient idle = client()) {
      assertThat(idle.get("/a").answer().status()).isEqualTo(200);
      waiting.get("/park");
      application.parked.take();
      listener.stop(Duration.ofSeconds(10));
      Answer answer = waiting.answer();
      assertThat(answer.text()).isEqualTo("hurried");
      assertThat(answer.header("Connection")).isEqualTo("close");
      assertThat(waiting.ended()).isTrue();
      assertThat(idle.ended()).isTrue();
    }
  }

  @Test
  void refuses_more_connections_of_one_client_than_allowed() throws IOException {
    listener.close();
    listener = start(2);
    try (RawClient first = client();
        RawClient second = client()) {
      assertThat(first.get("/1").answer().status()).isEqualTo(200);
      assertThat(second.get("/2").answer().status()).isEqualTo(200);
      try (RawClient third = client()) {
        assertThat(third.answer().status()).isEqualTo(429);
        assertThat(third.ended()).isTrue();
      }
      assertThat(first.get("/1").answer().status()).isEqualTo(200);
      listener.connectionsPerClient(3);
      try (RawClient third = client()) {
        assertThat(third.get("/3").answer().status()).isEqualTo(200);
      }
    }
  }
}
