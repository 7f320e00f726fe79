package org.consulkv.consensus.rpc;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.IdentityCipherSuiteFilter;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.OptionalSslHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells an encrypted connection from a plain one by its first bytes, and closes the plain one if
/// callers must prove who they are.
///
/// Threading: confined to the connection's event loop.
final class PerhapsEncrypted extends OptionalSslHandler {
  private static final Logger LOG = LoggerFactory.getLogger(PerhapsEncrypted.class);

  private final RpcTls tls;
  private final Duration handshake;

  /// @param handshake how long a caller may take to agree on TLS
  PerhapsEncrypted(RpcTls tls, Duration handshake) {
    super(
        new JdkSslContext(
            tls.context(),
            false,
            null,
            IdentityCipherSuiteFilter.INSTANCE,
            null,
            ClientAuth.NONE,
            null,
            false));
    this.tls = tls;
    this.handshake = handshake;
  }

  @Override
  protected SslHandler newSslHandler(ChannelHandlerContext context, SslContext unused) {
    SslHandler encryption = new SslHandler(tls.incoming());
    encryption.setHandshakeTimeoutMillis(handshake.toMillis());
    return encryption;
  }

  @Override
  protected @Nullable ChannelHandler newNonSslHandler(ChannelHandlerContext context) {
    if (tls.verifyIncoming()) {
      LOG.warn(
          "closing a connection from {}: it does not speak TLS", context.channel().remoteAddress());
      var _ = context.close();
    }
    return null;
  }
}
