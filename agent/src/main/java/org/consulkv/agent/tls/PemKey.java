package org.consulkv.agent.tls;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/// Private keys in PEM files: PKCS #8, and the older forms of RSA (PKCS #1) and of elliptic curves
/// (SEC 1), which the platform does not read; they are wrapped into PKCS #8 with the algorithm that
/// the certificate names.
final class PemKey {
  private static final byte[] VERSION_ZERO = {2, 1, 0};
  private static final int SEQUENCE = 0x30;
  private static final int OCTETS = 4;

  private PemKey() {}

  /// Reads the key that belongs to a certificate.
  static PrivateKey read(Path file, Certificate certificate)
      throws IOException, GeneralSecurityException {
    String pem = Files.readString(file);
    String algorithm = certificate.getPublicKey().getAlgorithm();
    byte[] der = block(pem, "PRIVATE KEY");
    if (der.length == 0) {
      byte[] bare = block(pem, algorithm + " PRIVATE KEY");
      if (bare.length == 0) {
        throw new IOException("no private key in " + file);
      }
      byte[] its = algorithmOf(certificate.getPublicKey().getEncoded());
      der = element(SEQUENCE, VERSION_ZERO, its, element(OCTETS, bare));
    }
    return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
  }

  private static byte[] block(String pem, String label) {
    String begin = "-----BEGIN " + label + "-----";
    int start = pem.indexOf(begin);
    int end = pem.indexOf("-----END " + label + "-----", Math.max(start, 0));
    return start < 0 || end < 0
        ? new byte[0]
        : Base64.getMimeDecoder().decode(pem.substring(start + begin.length(), end));
  }

  private static byte[] element(int tag, byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    int length = content.size();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    if (length < 128) {
      out.write(length);
    } else {
      out.write(0x82);
      out.write(length >> 8);
      out.write(length);
    }
    out.writeBytes(content.toByteArray());
    return out.toByteArray();
  }

  /// The first element of the sequence that a public key's encoding is.
  private static byte[] algorithmOf(byte[] publicKey) {
    int start = 1 + lengthBytes(publicKey, 1);
    int end = start + 1 + lengthBytes(publicKey, start + 1) + length(publicKey, start + 1);
    byte[] algorithm = new byte[end - start];
    System.arraycopy(publicKey, start, algorithm, 0, algorithm.length);
    return algorithm;
  }

  private static int lengthBytes(byte[] der, int at) {
    return der[at] >= 0 ? 1 : 1 + (der[at] & 0x7f);
  }

  private static int length(byte[] der, int at) {
    if (der[at] >= 0) {
      return der[at];
    }
    int length = 0;
    for (int i = 1; i <= (der[at] & 0x7f); i++) {
      length = (length << 8) | (der[at + i] & 0xff);
    }
    return length;
  }
}
