package org.consulkv.consensus.rpc;

import java.util.List;
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
/// @param protocols what is spoken, in the names of the Java platform; empty for its choice
/// @param cipherSuites what is offered; empty for the platform's choice
/// @param serverName the name that a server's certificate must have; null to take any that is
///   trusted
public record RpcTls(
    SSLContext context,
    boolean verifyIncoming,
    boolean verifyOutgoing,
    List<String> protocols,
    List<String> cipherSuites,
    @Nullable ServerName serverName) {
  public RpcTls {
    protocols = List.copyOf(protocols);
    cipherSuites = List.copyOf(cipherSuites);
  }

  /// With the platform's choice of protocols and cipher suites.
  public RpcTls(
      SSLContext context,
      boolean verifyIncoming,
      boolean verifyOutgoing,
      @Nullable ServerName serverName) {
    this(context, verifyIncoming, verifyOutgoing, List.of(), List.of(), serverName);
  }

  /// For calls to servers of another datacenter.
  RpcTls in(String datacenter) {
    return serverName == null
        ? this
        : new RpcTls(
            context,
            verifyIncoming,
            verifyOutgoing,
            protocols,
            cipherSuites,
            serverName.in(datacenter));
  }

  SSLEngine incoming() {
    SSLEngine engine = context.createSSLEngine();
    engine.setUseClientMode(false);
    engine.setSSLParameters(limited(engine.getSSLParameters()));
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

  private SSLParameters limited(SSLParameters parameters) {
    if (!protocols.isEmpty()) {
      parameters.setProtocols(protocols.toArray(String[]::new));
    }
    if (!cipherSuites.isEmpty()) {
      parameters.setCipherSuites(cipherSuites.toArray(String[]::new));
    }
    return parameters;
  }

  SSLParameters outgoing(SSLParameters parameters) {
    limited(parameters);
    if (serverName != null) {
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
    }
    return parameters;
  }
}
