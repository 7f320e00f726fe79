package org.consulkv.consensus.rpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.consulkv.runtime.Bytes;
import org.consulkv.runtime.rpc.RpcClient;
import org.consulkv.runtime.rpc.RpcException;
import org.consulkv.runtime.rpc.RpcException.Reason;
import org.consulkv.runtime.rpc.RpcServices;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Encrypted_calls {
  private static final char[] PASSWORD = "secret".toCharArray();

  private static final ServerName DC1 = new ServerName("dc1", "consul");
  private static final ServerName DC2 = new ServerName("dc2", "consul");

  /// The first handshake of a process may take seconds on a machine with other things to do.
  private static final RpcLimits PATIENT = RpcLimits.DEFAULT.impatient(Duration.ofSeconds(5));

  @TempDir Path directory;

  private final RpcServices services = new RpcServices();

  @SuppressWarnings("NullAway.Init") // by the method below
  private SSLContext member;

  @SuppressWarnings("NullAway.Init") // by the method below
  private RpcServer server;

  @BeforeEach
  void start() throws Exception {
    member = context(DC1.toString());
    services.on("echo", CompletableFuture::completedFuture);
    services.onStream("echo", (in, out) -> in.transferTo(out));
    listen(new RpcTls(member, true, true, null));
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void reach_a_server_that_trusts_them_and_is_trusted() throws Exception {
    assertThat(echo(new RpcTls(member, true, true, DC1))).isEqualTo("hello");
    assertThat(stream(new RpcTls(member, true, true, DC1))).isEqualTo("hello");
  }

  @Test
  void do_not_reach_a_server_of_another_name() {
    assertUnreachable(new RpcTls(member, true, true, DC2));
  }

  @Test
  void ask_a_server_of_another_datacenter_for_the_name_of_that_one() throws Exception {
    RpcTls tls = new RpcTls(member, true, true, DC2);
    try (var client = RpcConnections.start("test", () -> Optional.of(tls), PATIENT)) {
      assertThat(echo(client.in("dc1"))).isEqualTo("hello");
      assertThat(stream(client.in("dc1"))).isEqualTo("hello");
      assertThatThrownBy(() -> echo(client)).isInstanceOf(ExecutionException.class);
      assertThatThrownBy(() -> stream(client.in("dc3"))).isInstanceOf(RpcException.class);
    }
  }

  @Test
  void are_the_only_ones_where_callers_must_prove_who_they_are() throws Exception {
    RpcTls plain = new RpcTls(member, true, false, null);
    assertThatThrownBy(() -> echo(plain)).isInstanceOf(ExecutionException.class);
    assertThatThrownBy(() -> echo(new RpcTls(context("stranger"), true, true, null)))
        .isInstanceOf(ExecutionException.class);

    server.close();
    listen(new RpcTls(member, false, true, null));
    assertThat(echo(plain)).isEqualTo("hello");
    assertThat(stream(plain)).isEqualTo("hello");
    assertThat(echo(new RpcTls(member, true, true, null))).isEqualTo("hello");
  }

  @Test
  void speak_only_the_protocols_that_both_sides_allow() throws Exception {
    server.close();
    listen(limited(List.of("TLSv1.3"), List.of()));
    assertThat(echo(limited(List.of("TLSv1.2", "TLSv1.3"), List.of()))).isEqualTo("hello");
    assertThat(stream(limited(List.of("TLSv1.2", "TLSv1.3"), List.of()))).isEqualTo("hello");
    assertUnreachable(limited(List.of("TLSv1.2"), List.of()));
    assertThatThrownBy(() -> stream(limited(List.of("TLSv1.2"), List.of())))
        .isInstanceOf(RpcException.class);
  }

  @Test
  void use_only_the_cipher_suites_that_both_sides_allow() throws Exception {
    List<String> older = List.of("TLSv1.2");
    String strong = "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384";
    String weaker = "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256";
    server.close();
    listen(limited(older, List.of(strong)));
    assertThat(echo(limited(older, List.of(weaker, strong)))).isEqualTo("hello");
    assertUnreachable(limited(older, List.of(weaker)));
  }

  @Test
  void are_given_up_if_the_caller_says_nothing_after_the_handshake() throws Exception {
    assertThat(echo(new RpcTls(member, true, true, DC1))).as("the first").isEqualTo("hello");
    server.close();
    Duration soon = Duration.ofSeconds(2); // a handshake takes its time, too
    listen(new RpcTls(member, false, true, null), RpcLimits.DEFAULT.withCallers(() -> 9, soon));
    try (var socket = member.getSocketFactory().createSocket()) {
      socket.connect(server.address());
      socket.setSoTimeout(30_000);
      ((SSLSocket) socket).startHandshake();
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
    try (Socket begun = new Socket()) {
      begun.connect(server.address());
      begun.setSoTimeout(30_000);
      begun.getOutputStream().write(new byte[] {0x16, 3, 1, 1, 0, 1}); // of a ClientHello
      assertThat(begun.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void take_other_certificates_for_connections_from_then_on() throws Exception {
    RpcTls old = new RpcTls(member, true, true, DC1);
    RpcTls renewed = new RpcTls(context("server.dc1.consul.renewed"), true, true, null);
    var served = new AtomicReference<>(old);
    var shown = new AtomicReference<>(old);
    server.close();
    listen(() -> Optional.of(served.get()), RpcLimits.DEFAULT);
    try (var client = RpcConnections.start("test", () -> Optional.of(shown.get()), PATIENT);
        var late = RpcConnections.start("late", () -> Optional.of(old), PATIENT)) {
      assertThat(echo(client)).isEqualTo("hello");
      assertThat(stream(client)).isEqualTo("hello");

      served.set(renewed);
      assertThat(echo(client)).as("over the connection that is there").isEqualTo("hello");
      assertThatThrownBy(() -> stream(client)).isInstanceOf(RpcException.class);
      assertThatThrownBy(() -> echo(late)).isInstanceOf(ExecutionException.class);

      shown.set(renewed);
      assertThat(stream(client)).isEqualTo("hello");
      assertThat(echo(renewed)).isEqualTo("hello");
    }
  }

  private RpcTls limited(List<String> protocols, List<String> suites) {
    return new RpcTls(member, true, true, protocols, suites, null);
  }

  private void listen(RpcTls tls) throws IOException {
    listen(tls, RpcLimits.DEFAULT);
  }

  private void listen(RpcTls tls, RpcLimits limits) throws IOException {
    listen(() -> Optional.of(tls), limits);
  }

  private void listen(Supplier<Optional<RpcTls>> tls, RpcLimits limits) throws IOException {
    server =
        RpcServer.start(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), services, tls, limits);
  }

  private void assertUnreachable(RpcTls tls) {
    assertThatThrownBy(() -> echo(tls))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOfSatisfying(
            RpcException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNREACHABLE));
  }

  private String echo(RpcTls tls) throws Exception {
    try (var client = RpcConnections.start("test", () -> Optional.of(tls), PATIENT)) {
      return echo(client);
    }
  }

  private String echo(RpcClient client) throws Exception {
    return client
        .call(server.address(), "echo", Bytes.utf8("hello"), Duration.ofSeconds(20))
        .get(20, SECONDS)
        .toUtf8();
  }

  private String stream(RpcTls tls) throws Exception {
    try (var client = RpcConnections.start("test", () -> Optional.of(tls), PATIENT)) {
      return stream(client);
    }
  }

  private String stream(RpcClient client) throws Exception {
    try (InputStream answer =
        client.exchange(
            server.address(), "echo", new ByteArrayInputStream("hello".getBytes(UTF_8)))) {
      return new String(answer.readAllBytes(), UTF_8);
    }
  }

  /// A certificate of its own, trusted only by who has the same file.
  private SSLContext context(String name) throws Exception {
    Path file = directory.resolve(name + ".p12");
    @Nullable String home = System.getProperty("java.home");
    int status =
        new ProcessBuilder(
                home + "/bin/keytool",
                "-genkeypair",
                "-alias",
                "own",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                "SAN=dns:" + name,
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(PASSWORD))
            .inheritIO()
            .start()
            .waitFor();
    assertThat(status).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD);
    }
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(keys, PASSWORD);
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, PASSWORD);
    trusted.setCertificateEntry("own", keys.getCertificate("own"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }
}
