package org.consulkv.http;

import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import javax.net.ssl.SSLException;
import org.consulkv.agent.AgentException;
import org.consulkv.agent.config.TlsConfig;
import org.consulkv.agent.tls.TlsFiles;

/// The certificates of the HTTPS listener.
final class Certificates {
  private Certificates() {}

  /// @throws AgentException if they cannot be used
  static SslContext of(TlsConfig config) {
    if (config.certFile().isEmpty() || config.keyFile().isEmpty()) {
      throw new AgentException(
          "Failed to start the HTTPS API: ports.https needs tls.https.cert_file and key_file");
    }
    SslContextBuilder builder =
        SslContextBuilder.forServer(TlsFiles.keys(config.certFile(), config.keyFile()))
            .sslProvider(SslProvider.JDK)
            .protocols(config.protocols());
    if (!config.offeredSuites().isEmpty()) {
      builder.ciphers(config.offeredSuites());
    }
    if (config.verifyIncoming()) {
      builder
          .trustManager(TlsFiles.trust(config.caFile(), config.caPath()))
          .clientAuth(ClientAuth.REQUIRE);
    }
    try {
      return builder.build();
    } catch (SSLException | IllegalArgumentException e) {
      throw new AgentException("Failed to start the HTTPS API: " + e.getMessage(), e);
    }
  }
}
