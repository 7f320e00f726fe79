package org.consulkv.agent.check;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLException;

/// TLS settings of probes: what the machine trusts, or everyone.
///
/// Threading: thread-safe.
final class TlsContexts {
  private record Kind(boolean skipVerify, boolean http2) {}

  private final Map<Kind, SslContext> contexts = new ConcurrentHashMap<>();

  /// A handler for a new connection.
  ///
  /// @param target where it goes, whose certificate is expected unless the probe names another
  /// @param http2 whether to ask for HTTP/2
  SslHandler handler(ByteBufAllocator allocator, Probe.Tls tls, HostPort target, boolean http2) {
    Kind kind = new Kind(tls.skipVerify(), http2);
    SslContext context = contexts.computeIfAbsent(kind, TlsContexts::create);
    String name = tls.serverName().isEmpty() ? target.host() : tls.serverName();
    SslHandler handler = context.newHandler(allocator, name, target.port());
    handler.setHandshakeTimeoutMillis(0); // the check's own timeout ends it
    return handler;
  }

  private static SslContext create(Kind kind) {
    try {
      SslContextBuilder builder = SslContextBuilder.forClient();
      if (kind.skipVerify()) {
        builder.trustManager(InsecureTrustManagerFactory.INSTANCE);
        builder.endpointIdentificationAlgorithm("");
      }
      if (kind.http2()) {
        builder.applicationProtocolConfig(
            new ApplicationProtocolConfig(
                ApplicationProtocolConfig.Protocol.ALPN,
                ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                ApplicationProtocolNames.HTTP_2));
      }
      return builder.build();
    } catch (SSLException e) {
      throw new IllegalStateException("TLS for checks cannot be set up: " + e.getMessage(), e);
    }
  }
}
