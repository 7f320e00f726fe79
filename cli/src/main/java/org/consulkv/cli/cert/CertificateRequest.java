package org.consulkv.cli.cert;

import java.time.Duration;
import java.util.List;

/// What a new certificate is to say.
///
/// @param commonName who it is for
/// @param dnsNames host names it is valid for
/// @param addresses IP addresses it is valid for
/// @param uris identities it is valid for
/// @param authority whether it may sign others
/// @param usages object identifiers of what its key may be used for
/// @param permittedNames DNS names that it may sign for; empty for all
/// @param life from now on
public record CertificateRequest(
    String commonName,
    List<String> dnsNames,
    List<String> addresses,
    List<String> uris,
    boolean authority,
    List<String> usages,
    List<String> permittedNames,
    Duration life) {
  public static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
  public static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";

  public CertificateRequest {
    dnsNames = List.copyOf(dnsNames);
    addresses = List.copyOf(addresses);
    uris = List.copyOf(uris);
    usages = List.copyOf(usages);
    permittedNames = List.copyOf(permittedNames);
  }
}
