package org.consulkv.cli.cert;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;

/// The extensions of a certificate.
///
/// @see "RFC 5280, section 4.2"
final class Extensions {
  private static final int DIGITAL_SIGNATURE = 0x80;
  private static final int KEY_ENCIPHERMENT = 0x20;
  private static final int CERTIFICATE_SIGN = 0x04;
  private static final int CRL_SIGN = 0x02;
  private static final int DNS = 2;
  private static final int URI = 6;
  private static final int ADDRESS = 7;

  private final ByteArrayOutputStream all = new ByteArrayOutputStream();

  private Extensions() {}

  static byte[] of(CertificateRequest request, PublicKey subject, PublicKey issuer) {
    Extensions extensions = new Extensions();
    extensions.add(
        "2.5.29.15",
        true,
        Der.flags(
            request.authority()
                ? DIGITAL_SIGNATURE | CERTIFICATE_SIGN | CRL_SIGN
                : DIGITAL_SIGNATURE | KEY_ENCIPHERMENT));
    if (!request.usages().isEmpty()) {
      ByteArrayOutputStream usages = new ByteArrayOutputStream();
      request.usages().forEach(usage -> usages.writeBytes(Der.oid(usage)));
      extensions.add("2.5.29.37", false, Der.sequence(usages.toByteArray()));
    }
    byte[] none = {};
    extensions.add("2.5.29.19", true, Der.sequence(request.authority() ? Der.yes() : none));
    extensions.add("2.5.29.14", false, Der.octets(keyId(subject)));
    extensions.add("2.5.29.35", false, Der.sequence(Der.value(0x80, keyId(issuer))));
    byte[] names = names(request);
    if (names.length > 0) {
      extensions.add("2.5.29.17", false, Der.sequence(names));
    }
    if (!request.permittedNames().isEmpty()) {
      extensions.add("2.5.29.30", true, Der.sequence(permitted(request)));
    }
    return Der.value(0xa3, Der.sequence(extensions.all.toByteArray()));
  }

  private void add(String oid, boolean critical, byte[] value) {
    byte[] mark = critical ? Der.yes() : new byte[0];
    all.writeBytes(Der.sequence(Der.oid(oid), mark, Der.octets(value)));
  }

  private static byte[] names(CertificateRequest request) {
    ByteArrayOutputStream names = new ByteArrayOutputStream();
    request.dnsNames().forEach(name -> names.writeBytes(Der.name(DNS, name)));
    request.addresses().forEach(text -> names.writeBytes(Der.value(0x80 | ADDRESS, ip(text))));
    request.uris().forEach(uri -> names.writeBytes(Der.name(URI, uri)));
    return names.toByteArray();
  }

  private static byte[] permitted(CertificateRequest request) {
    ByteArrayOutputStream subtrees = new ByteArrayOutputStream();
    request
        .permittedNames()
        .forEach(name -> subtrees.writeBytes(Der.sequence(Der.name(DNS, name))));
    return Der.value(0xa0, subtrees.toByteArray());
  }

  private static byte[] ip(String text) {
    try {
      return InetAddress.ofLiteral(text).getAddress();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("not an IP address: " + text, e);
    }
  }

  /// Names a key by the hash of its encoding.
  private static byte[] keyId(PublicKey key) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
