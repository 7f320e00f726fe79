package org.consulkv.agent.check;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One connection being made: the addresses of a name are tried in turn. Whoever made it closes it,
/// by cancelling, once connected too.
///
/// Threading: guarded by its own lock, which is not held while others are called.
final class Dial implements Prober.Running {
  private static final int NEXT_ADDRESS_MILLIS = 1000;

  private final Bootstrap bootstrap;
  private final Consumer<Throwable> failed;
  private boolean cancelled;
  private @Nullable Channel channel;

  private Dial(Bootstrap bootstrap, ChannelHandler handler, Consumer<Throwable> failed) {
    this.bootstrap = bootstrap.handler(handler);
    this.failed = failed;
  }

  /// Connects over TCP or, to make refusals known, UDP.
  ///
  /// @param handler hears of the connection
  /// @param failed is called if there is none; not if it was cancelled
  static Dial to(
      HostPort target,
      Names names,
      Bootstrap bootstrap,
      ChannelHandler handler,
      Consumer<Throwable> failed) {
    Dial dial = new Dial(bootstrap, handler, failed);
    names.resolve(
        target.host(),
        addresses -> dial.connect(addresses, target.port(), 0),
        e -> dial.fail(new DialException(GoErrors.lookup(target.host()), e)));
    return dial;
  }

  /// Connects to an address as it is.
  static Dial to(
      SocketAddress address,
      Bootstrap bootstrap,
      ChannelHandler handler,
      Consumer<Throwable> failed) {
    Dial dial = new Dial(bootstrap, handler, failed);
    dial.await(bootstrap.connect(address), e -> dial.fail(e));
    return dial;
  }

  private void connect(List<InetAddress> addresses, int port, int at) {
    synchronized (this) {
      if (cancelled) {
        return;
      }
    }
    InetSocketAddress address = new InetSocketAddress(addresses.get(at), port);
    boolean last = at + 1 == addresses.size();
    await(
        (last ? bootstrap : impatient()).connect(address),
        e -> {
          if (!last) {
            connect(addresses, port, at + 1);
          } else {
            fail(new DialException(GoErrors.dial(address, e), e));
          }
        });
  }

  private Bootstrap impatient() {
    return bootstrap.clone().option(ChannelOption.CONNECT_TIMEOUT_MILLIS, NEXT_ADDRESS_MILLIS);
  }

  private void await(ChannelFuture connected, Consumer<Throwable> otherwise) {
    boolean late;
    synchronized (this) {
      channel = connected.channel();
      late = cancelled;
    }
    if (late) {
      var _ = connected.channel().close();
      return;
    }
    connected.addListener(future -> {
      Throwable cause = future.cause();
      if (cause != null) {
        otherwise.accept(cause);
      }
    });
  }

  private void fail(Throwable cause) {
    synchronized (this) {
      if (cancelled) {
        return;
      }
    }
    failed.accept(cause);
  }

  @Override
  public void cancel() {
    Channel opened;
    synchronized (this) {
      cancelled = true;
      opened = channel;
    }
    if (opened != null) {
      var _ = opened.close();
    }
  }
}
