package org.consulkv.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.consulkv.cli.cert.CertificateRequest;
import org.consulkv.cli.cert.Issuer;

/// An authority with its certificate in `ca.pem`, as `consul tls ca create` makes one.
final class TestAuthority {
  private final Path folder;
  private final Issuer issuer;

  TestAuthority(Path folder) throws IOException, GeneralSecurityException {
    this.folder = folder;
    KeyPair keys = Issuer.newKeys();
    issuer = Issuer.of("Test CA", keys);
    write("ca.pem", signed("Test CA", "ca.test", true, keys.getPublic()));
  }

  /// Makes `NAME.pem` and `NAME-key.pem`.
  ///
  /// @param host for which it is a certificate, beside 127.0.0.1
  void certify(String name, String host) throws IOException, GeneralSecurityException {
    KeyPair keys = Issuer.newKeys();
    write(name + ".pem", signed(name, host, false, keys.getPublic()));
    write(name + "-key.pem", Issuer.pem(keys.getPrivate()));
  }

  private String signed(String name, String host, boolean authority, PublicKey key)
      throws GeneralSecurityException {
    return issuer.sign(
        new CertificateRequest(
            name,
            List.of(host),
            List.of("127.0.0.1"),
            List.of(),
            authority,
            List.of(CertificateRequest.SERVER_AUTH, CertificateRequest.CLIENT_AUTH),
            List.of(),
            Duration.ofDays(1)),
        key,
        InstantSource.system());
  }

  private void write(String name, String pem) throws IOException {
    Files.writeString(folder.resolve(name), pem);
  }
}
