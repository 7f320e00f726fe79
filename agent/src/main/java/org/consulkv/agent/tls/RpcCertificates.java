package org.consulkv.agent.tls;

import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.consulkv.agent.AgentException;
import org.consulkv.agent.config.AgentConfig;
import org.consulkv.agent.config.RpcTlsConfig;
import org.consulkv.agent.config.TlsConfig;
import org.consulkv.consensus.rpc.RpcTls;
import org.consulkv.consensus.rpc.ServerName;

/// The certificates of calls between agents.
public final class RpcCertificates {
  private RpcCertificates() {}

  /// What the configuration says; empty if calls are neither made nor taken over TLS.
  ///
  /// @throws AgentException if a file cannot be used
  public static Optional<RpcTls> of(AgentConfig config) {
    RpcTlsConfig rpc = config.rpcTls();
    if (!rpc.hasOwn() && !rpc.verifyOutgoing()) {
      return Optional.empty();
    }
    String domain = config.node().domain();
    ServerName name =
        new ServerName(config.node().datacenter(), domain.substring(0, domain.length() - 1));
    SSLContext context = context(rpc);
    List<String> suites = rpc.certificates().offeredSuites();
    requireKnown(suites, context);
    return Optional.of(
        new RpcTls(
            context,
            rpc.certificates().verifyIncoming(),
            rpc.verifyOutgoing(),
            rpc.certificates().protocols(),
            suites,
            rpc.verifyServerHostname() ? name : null));
  }

  private static void requireKnown(List<String> suites, SSLContext context) {
    List<String> known = List.of(context.getSupportedSSLParameters().getCipherSuites());
    for (String suite : suites) {
      if (!known.contains(suite)) {
        throw new AgentException("tls_cipher_suites: unsupported cipher \"" + suite + "\"");
      }
    }
  }

  private static SSLContext context(RpcTlsConfig rpc) {
    TlsConfig files = rpc.certificates();
    KeyManager[] keys =
        rpc.hasOwn()
            ? TlsFiles.keys(files.certFile(), files.keyFile()).getKeyManagers()
            : new KeyManager[0];
    TrustManager[] trust =
        files.caFile().isEmpty() && files.caPath().isEmpty()
            ? new TrustManager[0]
            : TlsFiles.trust(files.caFile(), files.caPath()).getTrustManagers();
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys, trust, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new AgentException("Failed to load the certificates of tls.internal_rpc: " + e, e);
    }
  }
}
