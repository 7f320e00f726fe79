package org.consulkv.agent.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.apache.ratis.thirdparty.io.grpc.MethodDescriptor;
import org.apache.ratis.thirdparty.io.grpc.Server;
import org.apache.ratis.thirdparty.io.grpc.ServerServiceDefinition;
import org.apache.ratis.thirdparty.io.grpc.Status;
import org.apache.ratis.thirdparty.io.grpc.netty.GrpcSslContexts;
import org.apache.ratis.thirdparty.io.grpc.netty.NettyServerBuilder;
import org.apache.ratis.thirdparty.io.grpc.stub.ServerCalls;
import org.apache.ratis.thirdparty.io.grpc.stub.StreamObserver;
import org.apache.ratis.thirdparty.io.netty.handler.ssl.SslContextBuilder;
import org.apache.ratis.thirdparty.io.netty.handler.ssl.SslProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Against a server of the gRPC library itself.
class A_gRPC_check {
  private static final MethodDescriptor<byte[], byte[]> CHECK =
      MethodDescriptor.newBuilder(new Bytes(), new Bytes())
          .setType(MethodDescriptor.MethodType.UNARY)
          .setFullMethodName("grpc.health.v1.Health/Check")
          .build();

  private final Probes probes = new Probes();

  private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try {
        return stream.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException("reading a message", e);
      }
    }
  }

  /// Serves the whole server and `web`; `db` does not serve, and nothing else is known.
  private static void check(byte[] request, StreamObserver<byte[]> answer) {
    String service =
        request.length == 0
            ? ""
            : new String(request, 2, request.length - 2, StandardCharsets.UTF_8);
    switch (service) {
      case "", "web" -> {
        answer.onNext(new byte[] {8, 1});
        answer.onCompleted();
      }
      case "db" -> {
        answer.onNext(new byte[] {8, 2});
        answer.onCompleted();
      }
      default -> answer.onError(Status.NOT_FOUND.withDescription("unknown service").asException());
    }
  }

  private static NettyServerBuilder builder() {
    ServerServiceDefinition health =
        ServerServiceDefinition.builder("grpc.health.v1.Health")
            .addMethod(CHECK, ServerCalls.asyncUnaryCall(A_gRPC_check::check))
            .build();
    return NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
        .addService(health);
  }

  @AfterEach
  void stop() {
    probes.close();
  }

  private Result grpc(String target) {
    return probes.result(CheckDefinition.builder().grpc(target).build());
  }

  @Test
  void passes_when_the_server_serves() throws IOException {
    Server server = builder().build().start();
    String target = "127.0.0.1:" + server.getPort();
    try {
      assertThat(grpc(target)).isEqualTo(Result.passing("gRPC check " + target + ": success"));
      assertThat(grpc(target + "/web").status()).isEqualTo(CheckStatus.PASSING);
    } finally {
      server.shutdownNow();
    }
  }

  @Test
  void is_critical_when_the_service_does_not_serve() throws IOException {
    Server server = builder().build().start();
    String target = "127.0.0.1:" + server.getPort();
    try {
      assertThat(grpc(target + "/db"))
          .isEqualTo(Result.critical("gRPC " + target + "/db serving status: NOT_SERVING"));
      assertThat(grpc(target + "/nosuch"))
          .isEqualTo(Result.critical("rpc error: code = NotFound desc = unknown service"));
    } finally {
      server.shutdownNow();
    }
  }

  @Test
  void is_critical_when_nobody_listens() throws IOException {
    ServerSocket closed = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    closed.close();
    assertThat(grpc("127.0.0.1:" + closed.getLocalPort()).output())
        .contains("code = Unavailable")
        .contains("connection refused");
  }

  @Test
  void is_critical_when_the_server_has_no_such_method() throws IOException {
    Server server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .build()
            .start();
    try {
      assertThat(grpc("127.0.0.1:" + server.getPort()).output()).contains("Unimplemented");
    } finally {
      server.shutdownNow();
    }
  }

  @Test
  void speaks_TLS_if_so_asked(@TempDir Path folder) throws IOException, GeneralSecurityException {
    Server server =
        builder()
            .sslContext(
                GrpcSslContexts.configure(
                        SslContextBuilder.forServer(TestCertificate.keys(folder)), SslProvider.JDK)
                    .build())
            .build()
            .start();
    try {
      CheckDefinition check =
          CheckDefinition.builder().grpc("localhost:" + server.getPort()).grpcUseTls(true).build();
      assertThat(probes.result(check).output()).contains("unknown authority");
      assertThat(probes.result(check.toBuilder().tlsSkipVerify(true).build()).status())
          .isEqualTo(CheckStatus.PASSING);
      assertThat(probes.result(check.toBuilder().grpcUseTls(false).build()).status())
          .isEqualTo(CheckStatus.CRITICAL);
      assertThat(ping("localhost:" + server.getPort(), true).status())
          .isEqualTo(CheckStatus.PASSING);
    } finally {
      server.shutdownNow();
    }
  }

  private Result ping(String target, boolean tls) {
    return probes.result(
        CheckDefinition.builder().h2ping(target).h2pingUseTls(tls).tlsSkipVerify(true).build());
  }

  @Test
  void may_be_a_ping_only() throws IOException {
    Server server = builder().build().start();
    String target = "127.0.0.1:" + server.getPort();
    try {
      assertThat(ping(target, false)).isEqualTo(Result.passing("HTTP2 ping was successful"));
    } finally {
      server.shutdownNow();
    }
  }

  @Test
  void takes_no_other_protocol_for_a_ping_answered() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual()
          .start(() -> {
            try (var socket = other.accept()) {
              socket
                  .getOutputStream()
                  .write("HTTP/1.1 400 No\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
              // The test ended first.
            }
          });
      assertThat(ping("127.0.0.1:" + other.getLocalPort(), false).status())
          .isEqualTo(CheckStatus.CRITICAL);
    }
  }
}
