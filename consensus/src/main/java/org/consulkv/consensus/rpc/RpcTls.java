package org.consulkv.consensus.rpc;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/// Encryption of calls between agents, `tls.internal_rpc` in the configuration.
///
/// @param context this agent's certificate, and whom it trusts
/// @param verifyIncoming callers must speak TLS and show a certificate that is trusted; otherwise
///   plain connections are taken as well
/// @param verifyOutgoing whether calls are made over TLS at all
/// @param serverName the name that a server's certificate must have; null to take any that is
///   trusted
public record RpcTls(
    SSLContext context,
    boolean verifyIncoming,
    boolean verifyOutgoing,
    @Nullable ServerName serverName) {

  /// For calls to servers of another datacenter.
  RpcTls in(String datacenter) {
    return serverName == null
        ? this
        : new RpcTls(context, verifyIncoming, verifyOutgoing, serverName.in(datacenter));
  }

  SSLEngine incoming() {
    SSLEngine engine = context.createSSLEngine();
    engine.setUseClientMode(false);
    engine.setNeedClientAuth(verifyIncoming);
    return engine;
  }

  SSLEngine outgoing() {
    SSLEngine engine =
        serverName == null
            ? context.createSSLEngine()
            : context.createSSLEngine(serverName.toString(), -1);
    engine.setUseClientMode(true);
    engine.setSSLParameters(outgoing(engine.getSSLParameters()));
    return engine;
  }

  SSLParameters outgoing(SSLParameters parameters) {
    if (serverName != null) {
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
    }
    return parameters;
  }
}
