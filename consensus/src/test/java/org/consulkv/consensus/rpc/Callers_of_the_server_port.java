package org.consulkv.consensus.rpc;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.consulkv.runtime.Bytes;
import org.consulkv.runtime.rpc.RpcServices;
import org.consulkv.testkit.machine.Await;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// `limits.rpc_handshake_timeout` and `limits.rpc_max_conns_per_client`.
class Callers_of_the_server_port {
  private static final Duration SOON = Duration.ofSeconds(2);
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final int PATIENCE_MILLIS = 30_000;

  private final AtomicInteger most = new AtomicInteger(100);

  @SuppressWarnings("NullAway.Init") // by the method below
  private RpcServer server;

  @BeforeEach
  void start() throws IOException {
    listen(SOON);
  }

  private void listen(Duration handshake) throws IOException {
    server =
        RpcServer.start(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            new RpcServices().on("echo", CompletableFuture::completedFuture),
            Optional::empty,
            RpcLimits.DEFAULT.withCallers(most::get, handshake));
  }

  @AfterEach
  void close() {
    server.close();
  }

  private Socket caller() throws IOException {
    Socket socket = new Socket();
    socket.connect(server.address());
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }

  private static boolean isClosed(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read() == -1;
    } catch (SocketException reset) {
      return true;
    }
  }

  @Test
  void must_say_soon_what_they_want() throws Exception {
    try (Socket speaking = caller();
        Socket silent = caller();
        Socket slow = caller()) {
      var out = new DataOutputStream(speaking.getOutputStream());
      out.writeInt(Frame.MAGIC);
      out.writeByte(Frame.CALLS);
      slow.getOutputStream().write(1);
      assertThat(isClosed(silent)).isTrue();
      assertThat(isClosed(slow)).isTrue();
      out.writeInt(9);
      out.writeByte(Frame.PING);
      out.writeLong(7);
      assertThat(speaking.getInputStream().readNBytes(13)).hasSize(13);
    }
  }

  @Test
  void may_have_so_many_connections_from_one_address() throws Exception {
    server.close();
    listen(LONG);
    most.set(2);
    try (var client = RpcConnections.start()) {
      try (Socket first = caller()) {
        assertThat(echo(client)).isEqualTo("hello");
        try (Socket third = caller()) {
          assertThat(isClosed(third)).isTrue();
        }
        assertThat(echo(client)).isEqualTo("hello");
        assertThat(first.isConnected()).isTrue();

        most.set(3);
        assertThat(canCall()).isTrue();
        most.set(2);
      }
      Await.until(this::canCall);
    }
  }

  private boolean canCall() {
    try (var client = RpcConnections.start()) {
      return echo(client).equals("hello");
    } catch (Exception refused) {
      return false;
    }
  }

  private String echo(RpcConnections client) throws Exception {
    return client
        .call(server.address(), "echo", Bytes.utf8("hello"), LONG)
        .get(20, SECONDS)
        .toUtf8();
  }
}
