package org.consulkv.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDomainDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.unix.DomainDatagramPacket;
import io.netty.channel.unix.DomainSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.consulkv.agent.lifecycle.ServiceManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class An_agent_that_systemd_started {
  @TempDir Path folder;

  private final Systemd systemd = new Systemd();

  @BeforeEach
  void requireDatagrams() {
    assumeThat(Epoll.isAvailable()).isTrue();
  }

  @AfterEach
  void close() {
    systemd.close();
  }

  @Test
  void tells_it_how_far_it_is() throws InterruptedException {
    Path socket = folder.resolve("notify");
    systemd.listen(socket.toString());
    var manager = ServiceManager.of(Map.of("NOTIFY_SOCKET", socket.toString()));
    manager.ready();
    assertThat(systemd.heard()).isEqualTo("READY=1");
    manager.reloading();
    assertThat(systemd.heard()).matches("RELOADING=1\nMONOTONIC_USEC=\\d+");
    manager.stopping();
    assertThat(systemd.heard()).isEqualTo("STOPPING=1");
  }

  @Test
  void goes_on_when_nobody_listens() {
    for (String socket : List.of(folder.resolve("nobody").toString(), "@nobody", "x".repeat(200))) {
      ServiceManager.of(Map.of("NOTIFY_SOCKET", socket)).ready();
    }
    ServiceManager.of(Map.of("NOTIFY_SOCKET", "")).ready();
    ServiceManager.of(Map.of()).ready();
  }

  /// Takes datagrams on a unix socket, as systemd does.
  private static final class Systemd {
    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private @Nullable EventLoopGroup thread;
    private @Nullable Channel channel;

    void listen(String path) {
      thread = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
      channel =
          new Bootstrap()
              .group(thread)
              .channel(EpollDomainDatagramChannel.class)
              .handler(
                  new SimpleChannelInboundHandler<DomainDatagramPacket>() {
                    @Override
                    protected void channelRead0(
                        ChannelHandlerContext context, DomainDatagramPacket packet) {
                      messages.add(packet.content().toString(UTF_8));
                    }
                  })
              .bind(new DomainSocketAddress(path))
              .syncUninterruptibly()
              .channel();
    }

    @Nullable String heard() throws InterruptedException {
      return messages.poll(20, TimeUnit.SECONDS);
    }

    void close() {
      if (channel != null && thread != null) {
        channel.close().syncUninterruptibly();
        var _ = thread.shutdownGracefully(0, 1, TimeUnit.SECONDS);
      }
    }
  }
}
