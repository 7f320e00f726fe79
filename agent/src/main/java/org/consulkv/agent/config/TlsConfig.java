package org.consulkv.agent.config;

import java.util.List;
import java.util.stream.Stream;

/// The certificates and rules of one listener: `tls.https` over `tls.defaults`. Empty texts mean
/// "not given".
///
/// @param certFile the listener's certificate and those between it and its authority, as PEM
/// @param keyFile the certificate's key, as PEM
/// @param caFile authorities whose clients are let in, as PEM
/// @param caPath a folder of such files
/// @param verifyIncoming whether clients must have a certificate of these authorities
/// @param protocols what is spoken, in the names of the Java platform
/// @param cipherSuites what is offered before TLS 1.3; empty for the platform's choice
public record TlsConfig(
    String certFile,
    String keyFile,
    String caFile,
    String caPath,
    boolean verifyIncoming,
    List<String> protocols,
    List<String> cipherSuites) {
  public static final TlsConfig DEFAULT =
      new TlsConfig("", "", "", "", false, List.of("TLSv1.2", "TLSv1.3"), List.of());

  /// Suites of TLS 1.3, which is not subject to choice.
  private static final List<String> NEWEST =
      List.of("TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256");

  /// What is offered; empty for the platform's choice.
  public List<String> offeredSuites() {
    return cipherSuites.isEmpty()
        ? List.of()
        : Stream.concat(cipherSuites.stream(), NEWEST.stream()).distinct().toList();
  }

  public TlsConfig {
    protocols = List.copyOf(protocols);
    cipherSuites = List.copyOf(cipherSuites);
  }
}
