package org.consulkv.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.consulkv.cli.Shell;
import org.consulkv.cli.cert.CertificateRequest;
import org.consulkv.cli.cert.Issuer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class An_agent_behind_TLS {
  private static final char[] NO_PASSWORD = new char[0];

  @TempDir private Path folder = Path.of("");
  private SSLServerSocket listener = unbound();
  private final Shell shell = new Shell();

  private static SSLServerSocket unbound() {
    try {
      return (SSLServerSocket)
          SSLContext.getDefault().getServerSocketFactory().createServerSocket();
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("no sockets", e);
    }
  }

  @BeforeEach
  void start() throws IOException, GeneralSecurityException {
    KeyPair caKeys = Issuer.newKeys();
    Issuer ca = Issuer.of("Test CA", caKeys);
    KeyPair serverKeys = Issuer.newKeys();
    KeyPair clientKeys = Issuer.newKeys();
    String caPem = ca.sign(request("Test CA", true), caKeys.getPublic(), InstantSource.system());
    String serverPem =
        ca.sign(request("server", false), serverKeys.getPublic(), InstantSource.system());
    Files.writeString(folder.resolve("ca.pem"), caPem);
    Files.writeString(
        folder.resolve("client.pem"),
        ca.sign(request("client", false), clientKeys.getPublic(), InstantSource.system()));
    Files.writeString(folder.resolve("client-key.pem"), Issuer.pem(clientKeys.getPrivate()));

    KeyStore keys = store();
    keys.setKeyEntry(
        "server", serverKeys.getPrivate(), NO_PASSWORD, new Certificate[] {certificate(serverPem)});
    KeyManagerFactory keyManagers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keyManagers.init(keys, NO_PASSWORD);
    KeyStore trusted = store();
    trusted.setCertificateEntry("ca", certificate(caPem));
    TrustManagerFactory trustManagers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trustManagers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
    listener =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 5, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::serve);
    shell.with("CONSUL_HTTP_ADDR", "127.0.0.1:" + listener.getLocalPort());
    shell.with("CONSUL_HTTP_SSL", "true");
  }

  @AfterEach
  void stop() throws IOException {
    listener.close();
  }

  private static CertificateRequest request(String name, boolean authority) {
    return new CertificateRequest(
        name,
        List.of("server.dc1.consul"),
        List.of("127.0.0.1"),
        List.of(),
        authority,
        List.of(CertificateRequest.SERVER_AUTH, CertificateRequest.CLIENT_AUTH),
        List.of(),
        Duration.ofDays(1));
  }

  private static KeyStore store() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    return store;
  }

  private static Certificate certificate(String pem) throws GeneralSecurityException {
    return CertificateFactory.getInstance("X.509")
        .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
  }

  private void serve() {
    while (!listener.isClosed()) {
      try (SSLSocket socket = (SSLSocket) listener.accept()) {
        int read = socket.getInputStream().read(new byte[8192]);
        if (read > 0) {
          socket
              .getOutputStream()
              .write(
                  "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
                      .getBytes(StandardCharsets.US_ASCII));
        }
      } catch (IOException e) {
        // A client that does not trust the certificate; the next one may.
      }
    }
  }

  @Test
  void is_trusted_by_its_authority() {
    assertThat(shell.run("reload", "-ca-file=" + folder.resolve("ca.pem"))).isZero();
    assertThat(
            shell.run(
                "reload",
                "-ca-file=" + folder.resolve("ca.pem"),
                "-tls-server-name=server.dc1.consul"))
        .isZero();
  }

  @Test
  void is_not_trusted_without_its_authority_or_under_another_name() {
    assertThat(shell.run("reload")).isEqualTo(1);
    assertThat(shell.err()).startsWith("Error reloading: Put \"https://").contains("tls: ");
    assertThat(
            shell.run("reload", "-ca-file=" + folder.resolve("ca.pem"), "-tls-server-name=other"))
        .isEqualTo(1);
  }

  @Test
  void is_trusted_blindly_if_the_environment_says_so() {
    assertThat(shell.with("CONSUL_HTTP_SSL_VERIFY", "false").run("reload")).isZero();
  }

  @Test
  void may_ask_for_a_certificate() {
    listener.setNeedClientAuth(true);
    shell.with("CONSUL_CACERT", folder.resolve("ca.pem").toString());
    shell.run("reload"); // Taken by the accept() that was there before the listener was changed.
    assertThat(shell.run("reload")).isEqualTo(1);
    assertThat(
            shell.run(
                "reload",
                "-client-cert=" + folder.resolve("client.pem"),
                "-client-key=" + folder.resolve("client-key.pem")))
        .isZero();
  }
}
