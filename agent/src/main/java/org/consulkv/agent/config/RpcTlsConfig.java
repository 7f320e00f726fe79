package org.consulkv.agent.config;

/// Encryption of calls between agents: `tls.internal_rpc` over `tls.defaults`.
///
/// @param certificates this agent's own, and whom it trusts; `verifyIncoming` says whether callers
///   must have one
/// @param verifyOutgoing whether calls are made over TLS, to whom is trusted
/// @param verifyServerHostname whether a server's certificate must be for
///   `server.DATACENTER.DOMAIN`
public record RpcTlsConfig(
    TlsConfig certificates, boolean verifyOutgoing, boolean verifyServerHostname) {
  /// No encryption.
  public static final RpcTlsConfig DEFAULT = new RpcTlsConfig(TlsConfig.DEFAULT, false, false);

  /// Whether this agent can show a certificate.
  public boolean hasOwn() {
    return !certificates.certFile().isEmpty() && !certificates.keyFile().isEmpty();
  }
}
