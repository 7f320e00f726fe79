package org.consulkv.consensus.rpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.consulkv.runtime.Bytes;
import org.consulkv.runtime.rpc.RpcException;
import org.consulkv.runtime.rpc.RpcException.Reason;
import org.consulkv.runtime.rpc.RpcServices;
import org.consulkv.testkit.machine.Await;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class Calls_between_agents {
  private static final Duration PATIENCE = Duration.ofMillis(300);
  private static final Duration LONG = Duration.ofSeconds(20);

  private final RpcServices services = new RpcServices();
  private final CompletableFuture<CompletableFuture<Bytes>> held = new CompletableFuture<>();
  private final RpcConnections client = RpcConnections.start();

  @SuppressWarnings("NullAway.Init") // by the method below
  private RpcServer server;

  @BeforeEach
  void start() throws IOException {
    services
        .on("echo", CompletableFuture::completedFuture)
        .on("refuse", request -> refused(Reason.REFUSED, request.toUtf8()))
        .on("lead", request -> refused(Reason.NO_LEADER, "not me"))
        .on(
            "break",
            request -> {
              throw new IllegalStateException("broken");
            })
        .on(
            "hold",
            request -> {
              var answer = new CompletableFuture<Bytes>();
              held.complete(answer);
              return answer;
            });
    server = RpcServer.start(local(0), services);
  }

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  @Test
  void are_answered() throws Exception {
    assertThat(call("echo", "hello").get(20, SECONDS).toUtf8()).isEqualTo("hello");
    assertThat(call("echo", "").get(20, SECONDS).isEmpty()).isTrue();
  }

  @Test
  void may_be_long() throws Exception {
    Bytes request = Bytes.owning(new byte[5_000_000]);
    Bytes answer = client.call(server.address(), "echo", request, LONG).get(20, SECONDS);
    assertThat(answer).isEqualTo(request);
  }

  @Test
  void share_a_connection_and_overtake_one_another() throws Exception {
    CompletableFuture<Bytes> waiting = call("hold", "");
    var answers = new ArrayList<CompletableFuture<Bytes>>();
    for (int i = 0; i < 1000; i++) {
      answers.add(call("echo", "call " + i));
    }
    for (int i = 0; i < 1000; i++) {
      assertThat(answers.get(i).get(20, SECONDS).toUtf8()).isEqualTo("call " + i);
    }
    assertThat(waiting).isNotDone();
    held.join().complete(Bytes.utf8("now"));
    assertThat(waiting.get(20, SECONDS).toUtf8()).isEqualTo("now");
  }

  @Test
  void are_refused_with_the_reason_and_message_of_the_other_side() {
    assertThat(failure(call("refuse", "because"))).hasMessage("because");
    assertThat(failure(call("refuse", "because")).reason()).isEqualTo(Reason.REFUSED);
    assertThat(failure(call("lead", "")).reason()).isEqualTo(Reason.NO_LEADER);
  }

  @Test
  void are_lost_if_the_other_side_breaks() {
    assertThat(failure(call("break", "")).reason()).isEqualTo(Reason.LOST);
  }

  @Test
  void do_not_reach_a_method_that_nobody_knows() {
    RpcException unknown = failure(call("unheard.of", ""));
    assertThat(unknown.reason()).isEqualTo(Reason.UNREACHABLE);
    assertThat(unknown).hasMessageContaining("unheard.of");
  }

  @Test
  void cannot_be_made_where_nobody_listens() throws IOException {
    InetSocketAddress nobody;
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = local(free.getLocalPort());
    }
    RpcException failure = failure(client.call(nobody, "echo", Bytes.EMPTY, LONG));
    assertThat(failure.reason()).isEqualTo(Reason.UNREACHABLE);
  }

  @Test
  void are_lost_when_the_time_is_over_and_the_other_side_is_told() throws Exception {
    call("echo", "connected").get(20, SECONDS);
    var late = client.call(server.address(), "hold", Bytes.EMPTY, Duration.ofMillis(50));
    assertThat(failure(late).reason()).isEqualTo(Reason.LOST);
    assertThat(held.join()).failsWithin(LONG).withThrowableOfType(Exception.class);
  }

  @Test
  void can_be_given_up() throws Exception {
    CompletableFuture<Bytes> waiting = call("hold", "");
    CompletableFuture<Bytes> answer = held.get(20, SECONDS);
    waiting.cancel(false);
    Await.until(answer::isCancelled);
  }

  @Test
  void are_cancelled_where_they_are_answered_when_the_caller_goes() throws Exception {
    CompletableFuture<Bytes> waiting = call("hold", "");
    CompletableFuture<Bytes> answer = held.get(20, SECONDS);
    client.close();
    assertThat(failure(waiting).reason()).isEqualTo(Reason.LOST);
    Await.until(answer::isCancelled);
  }

  @Test
  void are_lost_when_the_server_goes_and_can_be_made_again_when_it_is_back() throws Exception {
    CompletableFuture<Bytes> waiting = call("hold", "");
    held.get(20, SECONDS);
    InetSocketAddress address = server.address();
    server.close();
    assertThat(failure(waiting).reason()).isEqualTo(Reason.LOST);
    assertThat(failure(call(address, "echo", "nobody")).reason()).isEqualTo(Reason.UNREACHABLE);
    server = RpcServer.start(address, services);
    assertThat(call("echo", "again").get(20, SECONDS).toUtf8()).isEqualTo("again");
  }

  @Test
  void are_lost_soon_when_the_other_side_says_nothing_at_all() throws IOException {
    try (var mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        var impatient = impatient()) {
      long start = System.nanoTime();
      RpcException failure =
          failure(impatient.call(local(mute.getLocalPort()), "echo", Bytes.EMPTY, LONG));
      assertThat(failure.reason()).isEqualTo(Reason.LOST);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
    }
  }

  @Test
  void wait_longer_than_the_connection_may_be_silent_if_the_other_side_lives() throws Exception {
    try (var impatient = impatient()) {
      var waiting = impatient.call(server.address(), "hold", Bytes.EMPTY, LONG);
      CompletableFuture<Bytes> answer = held.get(20, SECONDS);
      long end = System.nanoTime() + 6 * PATIENCE.toNanos();
      Await.until(() -> System.nanoTime() > end);
      assertThat(waiting).isNotDone();
      answer.complete(Bytes.utf8("late"));
      assertThat(waiting.get(20, SECONDS).toUtf8()).isEqualTo("late");
    }
  }

  @Test
  void take_longer_than_the_connection_may_be_silent_over_a_slow_line() throws Exception {
    Bytes request = Bytes.owning(new byte[12_000_000]);
    try (var line = new SlowLine(server.address());
        var impatient = impatient()) {
      long start = System.nanoTime();
      assertThat(impatient.call(line.address(), "echo", request, LONG).get(30, SECONDS))
          .isEqualTo(request);
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isGreaterThan(PATIENCE.multipliedBy(4));
    }
  }

  /// Gives up three times as late.
  private static RpcConnections impatient() {
    return RpcConnections.start("test", Optional::empty, RpcLimits.DEFAULT.impatient(PATIENCE));
  }

  @Test
  void do_not_reach_a_server_by_another_protocol() throws IOException {
    try (var stranger = new Socket(InetAddress.getLoopbackAddress(), server.address().getPort())) {
      stranger.setSoTimeout(20_000);
      stranger.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(UTF_8));
      assertThat(stranger.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void say_so_when_the_port_is_taken() {
    assertThat(List.of(server.address()))
        .allSatisfy(taken ->
            org.assertj.core.api.Assertions.assertThatThrownBy(
                    () -> RpcServer.start(taken, services))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot listen on")
                .hasMessageContaining(":" + taken.getPort()));
  }

  private CompletableFuture<Bytes> call(String method, String request) {
    return call(server.address(), method, request);
  }

  private CompletableFuture<Bytes> call(InetSocketAddress to, String method, String request) {
    return client.call(to, method, Bytes.utf8(request), LONG);
  }

  private static CompletableFuture<Bytes> refused(Reason reason, String message) {
    return CompletableFuture.failedFuture(new RpcException(reason, message));
  }

  private static InetSocketAddress local(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  private static RpcException failure(CompletableFuture<Bytes> failing) {
    try {
      throw new AssertionError("answered: " + failing.get(20, SECONDS));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RpcException expected) {
        return expected;
      }
      throw new AssertionError(e);
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }
}
