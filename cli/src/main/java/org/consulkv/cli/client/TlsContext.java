package org.consulkv.cli.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.consulkv.cli.cert.PemKey;
import org.jspecify.annotations.Nullable;

/// Trust and keys from PEM files.
final class TlsContext {
  private static final char[] NO_PASSWORD = new char[0];

  private TlsContext() {}

  static SSLContext of(ClientConfig config) throws IOException, GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys(config), trust(config), null);
    return context;
  }

  private static TrustManager @Nullable [] trust(ClientConfig config)
      throws IOException, GeneralSecurityException {
    if (!config.tlsVerify()) {
      return new TrustManager[] {new TrustEveryone()};
    }
    if (config.caFile().isEmpty() && config.caPath().isEmpty()) {
      return null;
    }
    KeyStore store = emptyStore();
    if (!config.caFile().isEmpty()) {
      addAll(store, Path.of(config.caFile()));
    } else {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of(config.caPath()))) {
        for (Path file : files) {
          addAll(store, file);
        }
      }
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  private static KeyManager @Nullable [] keys(ClientConfig config)
      throws IOException, GeneralSecurityException {
    if (config.clientCert().isEmpty() || config.clientKey().isEmpty()) {
      return null;
    }
    KeyStore store = emptyStore();
    Certificate[] chain = certificates(Path.of(config.clientCert())).toArray(new Certificate[0]);
    store.setKeyEntry(
        "client", PemKey.read(Path.of(config.clientKey()), chain[0]), NO_PASSWORD, chain);
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, NO_PASSWORD);
    return factory.getKeyManagers();
  }

  private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    return store;
  }

  private static void addAll(KeyStore store, Path file)
      throws IOException, GeneralSecurityException {
    for (Certificate certificate : certificates(file)) {
      store.setCertificateEntry("ca" + store.size(), certificate);
    }
  }

  private static Collection<? extends Certificate> certificates(Path file)
      throws IOException, GeneralSecurityException {
    Collection<? extends Certificate> found =
        CertificateFactory.getInstance("X.509")
            .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)));
    if (found.isEmpty()) {
      throw new IOException("no certificates in " + file);
    }
    return found;
  }
}
