package org.consulkv.http.listener;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.handler.codec.http.HttpRequest;
import java.net.SocketAddress;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// Answers each request with its method, target and body; requests below `/park` when told to.
final class EchoApplication implements Application {
  static final int BODY_LIMIT = 100_000;

  /// Exchanges whose answers are held back.
  final BlockingQueue<Exchange> parked = new LinkedBlockingQueue<>();

  final BlockingQueue<String> abandoned = new LinkedBlockingQueue<>();

  static ListenerConfig config(
      org.consulkv.agent.config.ListenAddress address, int maxConnections) {
    return new ListenerConfig(
        List.of(address),
        List.of(),
        java.time.Duration.ofSeconds(5),
        org.consulkv.agent.config.UnixSocketConfig.DEFAULT,
        maxConnections,
        16 * 1024,
        java.util.Map.of("X-Test", "yes"),
        1);
  }

  static org.consulkv.agent.config.ListenAddress loopback() {
    return new org.consulkv.agent.config.ListenAddress.Tcp("127.0.0.1", 0);
  }

  @Override
  public Handler open(HttpRequest head, SocketAddress client) {
    String what = head.method() + " " + head.uri() + " ";
    return new Handler() {
      @Override
      public long bodyLimit() {
        return BODY_LIMIT;
      }

      @Override
      public void handle(Exchange exchange) {
        if (head.uri().startsWith("/park")) {
          park(exchange, what);
        } else if (head.uri().startsWith("/big")) {
          exchange.send(Reply.of(200).body("x".repeat(100_000).getBytes(ISO_8859_1)));
        } else if (exchange.bodyLength() > BODY_LIMIT) {
          exchange.send(Reply.text(413, "too large: " + exchange.bodyLength()));
        } else {
          exchange.send(Reply.text(200, what + new String(exchange.body(), ISO_8859_1)));
        }
      }
    };
  }

  private void park(Exchange exchange, String what) {
    exchange.holdBack(
        new Waiting() {
          @Override
          public void abandon() {
            abandoned.add(what);
          }

          @Override
          public void hurry() {
            exchange.send(Reply.text(200, "hurried"));
          }
        });
    parked.add(exchange);
  }
}
