package org.consulkv.consensus.rpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.consulkv.runtime.rpc.RpcException;
import org.consulkv.runtime.rpc.RpcException.Reason;
import org.consulkv.runtime.rpc.RpcServices;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class Streams_between_agents {
  private final RpcServices services = new RpcServices();
  private final RpcConnections client = RpcConnections.start();

  @SuppressWarnings("NullAway.Init") // by the method below
  private RpcServer server;

  @BeforeEach
  void start() throws IOException {
    services.onStream("echo", (in, out) -> in.transferTo(out));
    services.onStream(
        "refuse",
        (in, out) -> {
          throw new RpcException(Reason.REFUSED, "not today");
        });
    server = RpcServer.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), services);
  }

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  @Test
  void carry_what_fits_in_no_message() throws IOException {
    byte[] content = new byte[20_000_000];
    for (int i = 0; i < content.length; i++) {
      content[i] = (byte) ((i * 31) >>> 3);
    }
    services.onStream("keep", (in, out) -> out.write(in.readAllBytes()));
    try (InputStream answer = exchange("keep", content)) {
      assertThat(answer.readAllBytes()).isEqualTo(content);
    }
  }

  /// However slowly the rest of the request comes.
  @Test
  void begin_at_once() throws IOException {
    var begun = new CompletableFuture<Void>();
    services.onStream(
        "late",
        (in, out) -> {
          begun.complete(null);
          in.transferTo(out);
        });
    var request =
        new FilterInputStream(new ByteArrayInputStream("x".getBytes(UTF_8))) {
          @Override
          public int read(byte[] target, int offset, int length) throws IOException {
            begun.orTimeout(20, TimeUnit.SECONDS).join();
            return super.read(target, offset, length);
          }
        };
    try (InputStream answer = client.exchange(server.address(), "late", request)) {
      assertThat(answer.readAllBytes()).isEqualTo("x".getBytes(UTF_8));
    }
  }

  @Test
  void carry_nothing_just_as_well() throws IOException {
    try (InputStream answer = exchange("echo", new byte[0])) {
      assertThat(answer.readAllBytes()).isEmpty();
    }
  }

  @Test
  void are_refused_even_while_the_request_is_being_sent() {
    assertThatThrownBy(() -> exchange("refuse", new byte[5_000_000]))
        .isInstanceOfSatisfying(
            RpcException.class, e -> assertThat(e.reason()).isEqualTo(Reason.REFUSED))
        .hasMessage("not today");
  }

  @Test
  void are_lost_if_the_other_side_breaks_in_the_middle() throws IOException {
    services.onStream(
        "break",
        (in, out) -> {
          out.write("half".getBytes(UTF_8));
          throw new IOException("broken");
        });
    try (InputStream answer = exchange("break", new byte[0])) {
      assertThat(answer.readNBytes(4)).isEqualTo("half".getBytes(UTF_8));
      assertThatThrownBy(answer::read)
          .isInstanceOfSatisfying(
              RpcException.class, e -> assertThat(e.reason()).isEqualTo(Reason.LOST));
    }
  }

  @Test
  void end_for_the_other_side_when_the_answer_is_closed_early() throws Exception {
    var ended = new CompletableFuture<Exception>();
    services.onStream(
        "endless",
        (in, out) -> {
          byte[] chunk = new byte[1000];
          try {
            while (true) {
              out.write(chunk);
            }
          } catch (IOException e) {
            ended.complete(e);
            throw e;
          }
        });
    try (InputStream answer = exchange("endless", new byte[0])) {
      assertThat(answer.readNBytes(1_000_000)).hasSize(1_000_000);
    }
    assertThat(ended.get(20, TimeUnit.SECONDS)).isNotNull();
  }

  @Test
  void cannot_be_made_where_nobody_listens() {
    server.close();
    assertThatThrownBy(() -> exchange("echo", new byte[0]))
        .isInstanceOfSatisfying(
            RpcException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNREACHABLE));
  }

  @Test
  void are_lost_if_the_other_side_takes_nothing() throws IOException {
    RpcLimits hasty = RpcLimits.DEFAULT.withStall(Duration.ofMillis(300));
    try (ServerSocket stopped = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        RpcConnections client = RpcConnections.start("hasty", Optional::empty, hasty)) {
      var to = (InetSocketAddress) stopped.getLocalSocketAddress();
      var much = new ByteArrayInputStream(new byte[20_000_000]);
      assertThatThrownBy(() -> client.exchange(to, "echo", much))
          .isInstanceOfSatisfying(
              RpcException.class, e -> assertThat(e.reason()).isEqualTo(Reason.LOST))
          .hasMessageEndingWith("the other side took nothing for PT0.3S");
    }
  }

  /// Closing the connection ends the write before it is over itself.
  @Test
  void say_that_nothing_was_taken_while_they_are_still_being_closed() {
    var closing = new CountDownLatch(1);
    var over = new CountDownLatch(1);
    var connection =
        new Socket() {
          @Override
          public void close() {
            closing.countDown();
            await(over);
          }
        };
    var stuck =
        new OutputStream() {
          @Override
          public void write(int one) throws IOException {
            await(closing);
            throw new IOException("closed");
          }
        };
    var watched = new WatchedOutput(stuck, connection, Duration.ofMillis(1));
    try {
      assertThatThrownBy(() -> watched.write(new byte[1], 0, 1))
          .hasMessage("the other side took nothing for PT0.001S");
    } finally {
      over.countDown();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private InputStream exchange(String method, byte[] request) throws IOException {
    return client.exchange(server.address(), method, new ByteArrayInputStream(request));
  }
}
