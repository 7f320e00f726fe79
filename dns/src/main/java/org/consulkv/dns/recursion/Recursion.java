package org.consulkv.dns.recursion;

import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.consulkv.agent.config.DnsConfig;
import org.consulkv.agent.config.address.IpText;
import org.consulkv.dns.DnsLimits;
import org.consulkv.runtime.Bytes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.Rcode;

/// Asks the configured servers, one after the other, until one has an answer.
///
/// Threading: confined to one event loop.
public final class Recursion {
  private static final Logger LOG = LoggerFactory.getLogger("agent.dns");
  private static final int RCODE_MASK = 0xf;

  private final EventLoop loop;
  private final Sockets sockets;
  private final RandomGenerator random;
  private int underWay;
  private boolean failing;

  public Recursion(EventLoop loop, Sockets sockets, RandomGenerator random) {
    this.loop = loop;
    this.sockets = sockets;
    this.random = random;
  }

  /// Asks about a name that is not ours.
  ///
  /// @param question the message as the client sent it
  /// @param tcp the way it came, and goes on
  /// @param done gets the answer with the client's id, on this loop; nothing if no server has one,
  ///   or too much is being asked
  public void ask(DnsConfig config, byte[] question, boolean tcp, Consumer<Optional<byte[]>> done) {
    if (underWay >= DnsLimits.RECURSIONS) {
      done.accept(Optional.empty());
      return;
    }
    underWay++;
    List<String> servers = new ArrayList<>(config.recursors());
    if (config.randomRecursor()) {
      Collections.shuffle(servers, java.util.Random.from(random));
    }
    next(
        new Asking(Bytes.owning(question), tcp, config.recursorTimeout(), done),
        new ArrayDeque<>(servers));
  }

  /// A question that is being asked.
  private record Asking(
      Bytes question, boolean tcp, Duration timeout, Consumer<Optional<byte[]>> done) {}

  private void next(Asking asking, Deque<String> servers) {
    String server = servers.poll();
    if (server == null) {
      if (!failing) {
        failing = true;
        LOG.warn("No recursor answers");
      }
      end(asking, Optional.empty());
      return;
    }
    byte[] message = asking.question().toArray();
    int id = random.nextInt(1 << 16);
    message[0] = (byte) (id >> 8);
    message[1] = (byte) id;
    new Exchange(loop, sockets, address(server), message, asking.tcp(), asking.timeout())
        .start(answer -> {
          if (answer.isEmpty() || !isFinal(answer.get()[3] & RCODE_MASK)) {
            next(asking, servers);
            return;
          }
          failing = false;
          byte[] relayed = answer.get();
          relayed[0] = (byte) asking.question().at(0);
          relayed[1] = (byte) asking.question().at(1);
          end(asking, Optional.of(relayed));
        });
  }

  private void end(Asking asking, Optional<byte[]> answer) {
    underWay--;
    asking.done().accept(answer);
  }

  /// Whether another server would hardly know better.
  private static boolean isFinal(int rcode) {
    return rcode == Rcode.NOERROR || rcode == Rcode.NXDOMAIN;
  }

  private static InetSocketAddress address(String server) {
    int colon = server.lastIndexOf(':');
    String host = server.substring(0, colon).replaceAll("^\\[(.*)]$", "$1");
    return new InetSocketAddress(
        IpText.parse(host).orElseThrow(), Integer.parseInt(server.substring(colon + 1)));
  }
}
