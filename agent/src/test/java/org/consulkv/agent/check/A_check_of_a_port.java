package org.consulkv.agent.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class A_check_of_a_port {
  private final Probes probes = new Probes();

  @AfterEach
  void stop() {
    probes.close();
  }

  private Result tcp(String target) {
    return probes.result(CheckDefinition.builder().tcp(target).build());
  }

  private Result udp(String target) {
    return probes.result(CheckDefinition.builder().udp(target).build());
  }

  private static ServerSocket listener() throws IOException {
    return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
  }

  @Test
  void passes_when_it_can_connect() throws IOException {
    try (ServerSocket listener = listener()) {
      String target = "127.0.0.1:" + listener.getLocalPort();
      assertThat(tcp(target)).isEqualTo(Result.passing("TCP connect " + target + ": Success"));
      assertThat(tcp("localhost:" + listener.getLocalPort()).status())
          .isEqualTo(CheckStatus.PASSING);
    }
  }

  @Test
  void is_critical_when_the_connection_is_refused() throws IOException {
    ServerSocket listener = listener();
    listener.close();
    String target = "127.0.0.1:" + listener.getLocalPort();
    assertThat(tcp(target))
        .isEqualTo(Result.critical("dial tcp " + target + ": connect: connection refused"));
  }

  @Test
  void is_critical_when_there_is_no_port() {
    assertThat(tcp("127.0.0.1"))
        .isEqualTo(Result.critical("dial tcp: address 127.0.0.1: missing port in address"));
  }

  @Test
  void shakes_hands_over_TLS_if_so_asked(@TempDir Path folder)
      throws IOException, GeneralSecurityException {
    try (SSLServerSocket listener =
        (SSLServerSocket)
            TestCertificate.context(folder)
                .getServerSocketFactory()
                .createServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> accept(listener));
      CheckDefinition check =
          CheckDefinition.builder()
              .tcp("localhost:" + listener.getLocalPort())
              .tcpUseTls(true)
              .build();
      assertThat(probes.result(check).output())
          .isEqualTo("x509: certificate signed by unknown authority");
      assertThat(probes.result(check.toBuilder().tlsSkipVerify(true).build()).status())
          .isEqualTo(CheckStatus.PASSING);
    }
  }

  private static void accept(SSLServerSocket listener) {
    while (!listener.isClosed()) {
      try (var socket = listener.accept()) {
        int _ = socket.getInputStream().read();
      } catch (IOException e) {
        // The probe does not trust the certificate, or has seen enough.
      }
    }
  }

  @Test
  void sends_a_datagram_and_passes_with_its_answer() throws IOException {
    try (DatagramSocket server = new DatagramSocket(loopback())) {
      Thread.ofVirtual().start(() -> answer(server));
      String target = "127.0.0.1:" + server.getLocalPort();
      assertThat(udp(target)).isEqualTo(Result.passing("UDP connect " + target + ": Success"));
    }
  }

  private static void answer(DatagramSocket server) {
    DatagramPacket packet = new DatagramPacket(new byte[100], 100);
    try {
      server.receive(packet);
      server.send(packet);
    } catch (IOException e) {
      throw new IllegalStateException("no datagram", e);
    }
  }

  @Test
  void takes_silence_for_a_datagram_received() throws IOException {
    try (DatagramSocket server = new DatagramSocket(loopback())) {
      String target = "127.0.0.1:" + server.getLocalPort();
      Prober prober = probes.prober(CheckDefinition.builder().udp(target).build());
      CompletableFuture<Result> result = new CompletableFuture<>();
      Prober.Running running = prober.start(result::complete);
      server.receive(new DatagramPacket(new byte[100], 100));
      assertThat(result).isNotDone();
      running.cancel();
      assertThat(prober.defaultTimeout()).isEqualTo(Duration.ofSeconds(5));
      assertThat(prober.timedOut(Duration.ofSeconds(5)).status()).isEqualTo(CheckStatus.PASSING);
    }
  }

  @Test
  void is_critical_when_the_datagram_is_refused() throws IOException {
    DatagramSocket server = new DatagramSocket(loopback());
    int port = server.getLocalPort();
    server.close();
    Result result = udp("127.0.0.1:" + port);
    assertThat(result.status()).isEqualTo(CheckStatus.CRITICAL);
    assertThat(result.output()).contains("connection refused");
  }

  private static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }
}
