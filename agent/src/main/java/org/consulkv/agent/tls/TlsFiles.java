package org.consulkv.agent.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;
import org.consulkv.agent.AgentException;

/// What TLS needs, read from PEM files.
public final class TlsFiles {
  private static final char[] NO_PASSWORD = new char[0];

  private TlsFiles() {}

  /// A certificate with its chain, and its key.
  ///
  /// @throws AgentException if a file cannot be read, or is not what it should be
  public static KeyManagerFactory keys(String certFile, String keyFile) {
    try {
      List<Certificate> chain = certificates(Path.of(certFile));
      KeyStore store = emptyStore();
      store.setKeyEntry(
          "own",
          PemKey.read(Path.of(keyFile), chain.getFirst()),
          NO_PASSWORD,
          chain.toArray(new Certificate[0]));
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store, NO_PASSWORD);
      return factory;
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      throw new AgentException(
          "Failed to load cert/key pair " + certFile + ", " + keyFile + ": " + reason(e), e);
    }
  }

  /// Authorities, from a file or from all files of a folder.
  ///
  /// @param caFile empty to look into the folder
  /// @throws AgentException if a file cannot be read, or has no certificate
  public static TrustManagerFactory trust(String caFile, String caPath) {
    try {
      KeyStore store = emptyStore();
      for (Path file : files(caFile, caPath)) {
        for (Certificate certificate : certificates(file)) {
          store.setCertificateEntry("ca" + store.size(), certificate);
        }
      }
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      return factory;
    } catch (IOException | GeneralSecurityException e) {
      throw new AgentException(
          "Error loading CA " + (caFile.isEmpty() ? caPath : caFile) + ": " + reason(e), e);
    }
  }

  private static List<Path> files(String caFile, String caPath) throws IOException {
    if (!caFile.isEmpty()) {
      return List.of(Path.of(caFile));
    }
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(Path.of(caPath))) {
      found.forEach(files::add);
    }
    return files;
  }

  private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    return store;
  }

  private static List<Certificate> certificates(Path file)
      throws IOException, GeneralSecurityException {
    Collection<? extends Certificate> found =
        CertificateFactory.getInstance("X.509")
            .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)));
    if (found.isEmpty()) {
      throw new IOException("no certificates in " + file);
    }
    return List.copyOf(found);
  }

  private static String reason(Exception problem) {
    return problem.getMessage() == null ? problem.toString() : problem.getMessage();
  }
}
