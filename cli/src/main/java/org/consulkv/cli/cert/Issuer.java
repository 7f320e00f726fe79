package org.consulkv.cli.cert;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;

/// A certificate authority: a name and a key that sign certificates.
public final class Issuer {
  private static final int SERIAL_BYTES = 16;
  private static final Duration CLOCKS_APART = Duration.ofMinutes(1);

  private final byte[] name;
  private final PrivateKey key;
  private final PublicKey publicKey;
  private final SecureRandom random = new SecureRandom();

  private Issuer(byte[] name, PrivateKey key, PublicKey publicKey) {
    this.name = name;
    this.key = key;
    this.publicKey = publicKey;
  }

  /// The authority whose certificate and key are in these files.
  public static Issuer read(Path certificate, Path key)
      throws IOException, GeneralSecurityException {
    X509Certificate authority =
        (X509Certificate)
            CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(certificate)));
    return new Issuer(
        authority.getSubjectX500Principal().getEncoded(),
        PemKey.read(key, authority),
        authority.getPublicKey());
  }

  /// A new authority of this name that signs its own certificate.
  public static Issuer of(String commonName, KeyPair keys) {
    return new Issuer(name(commonName), keys.getPrivate(), keys.getPublic());
  }

  /// A new key on the curve P-256.
  public static KeyPair newKeys() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  /// Signs a certificate; as PEM.
  public String sign(CertificateRequest request, PublicKey subject, InstantSource clock)
      throws GeneralSecurityException {
    byte[] algorithm = algorithm();
    byte[] version = Der.value(0xa0, Der.integer(new byte[] {2}));
    byte[] content =
        Der.sequence(
            version,
            Der.integer(serial()),
            algorithm,
            name,
            Der.sequence(
                Der.time(clock.instant().minus(CLOCKS_APART)),
                Der.time(clock.instant().plus(request.life()))),
            name(request.commonName()),
            subject.getEncoded(),
            Extensions.of(request, subject, publicKey));
    Signature signature = Signature.getInstance(isRsa() ? "SHA256withRSA" : "SHA256withECDSA");
    signature.initSign(key);
    signature.update(content);
    return pem("CERTIFICATE", Der.sequence(content, algorithm, Der.bits(signature.sign())));
  }

  /// A private key as PEM.
  public static String pem(PrivateKey key) {
    return pem("PRIVATE KEY", key.getEncoded());
  }

  private boolean isRsa() {
    return key.getAlgorithm().equals("RSA");
  }

  private byte[] algorithm() {
    return isRsa()
        ? Der.sequence(Der.oid("1.2.840.113549.1.1.11"), Der.value(0x05))
        : Der.sequence(Der.oid("1.2.840.10045.4.3.2"));
  }

  private byte[] serial() {
    byte[] serial = new byte[SERIAL_BYTES];
    random.nextBytes(serial);
    serial[0] = (byte) ((serial[0] & 0x3f) | 0x40); // Positive, and of full length.
    return serial;
  }

  private static byte[] name(String commonName) {
    return Der.sequence(Der.set(Der.sequence(Der.oid("2.5.4.3"), Der.text(commonName))));
  }

  private static String pem(String label, byte[] der) {
    byte[] lineEnd = "\n".getBytes(StandardCharsets.US_ASCII);
    return "-----BEGIN "
        + label
        + "-----\n"
        + Base64.getMimeEncoder(64, lineEnd).encodeToString(der)
        + "\n-----END "
        + label
        + "-----\n";
  }
}
