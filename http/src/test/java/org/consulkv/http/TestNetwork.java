package org.consulkv.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.consulkv.agent.cluster.KnownServer;
import org.consulkv.agent.cluster.ServerDirectory;
import org.consulkv.agent.router.CallMeter;
import org.consulkv.agent.router.Leadership;
import org.consulkv.agent.router.Router;
import org.consulkv.agent.router.RouterConfig;
import org.consulkv.runtime.Bytes;
import org.consulkv.runtime.SystemChance;
import org.consulkv.runtime.SystemClock;
import org.consulkv.runtime.Timers;
import org.consulkv.runtime.rpc.RpcClient;
import org.consulkv.runtime.rpc.RpcException;
import org.consulkv.runtime.rpc.RpcException.Reason;
import org.consulkv.runtime.rpc.RpcServices;
import org.consulkv.runtime.rpc.RpcStreamHandler;

/// Agents that call each other without a network between them.
final class TestNetwork implements ServerDirectory, RpcClient {
  private final List<KnownServer> known = new CopyOnWriteArrayList<>();
  private final Map<InetSocketAddress, RpcServices> services = new ConcurrentHashMap<>();
  private volatile Duration timeout = Duration.ZERO;

  private static InetSocketAddress address(String name) {
    return InetSocketAddress.createUnresolved(name, 8300);
  }

  /// Adds a server that others can call.
  void add(String name, String datacenter, RpcServices answers) {
    services.put(address(name), answers);
    known.add(
        new KnownServer(
            name, name, datacenter, address(name), true, true, 0, false, "1", new TreeMap<>()));
  }

  /// The way of an agent of this datacenter to the others.
  Router router(String datacenter, Leadership leadership, Timers timers) {
    return new Router(
        this,
        this,
        leadership,
        RouterConfig.of(datacenter, Duration.ofSeconds(7)),
        new SystemClock(),
        timers,
        new SystemChance(),
        CallMeter.NONE);
  }

  /// An agent that knows that this server leads.
  static Leadership led(String name) {
    return new Leadership() {
      @Override
      public boolean leads() {
        return false;
      }

      @Override
      public Optional<InetSocketAddress> leader() {
        return Optional.of(address(name));
      }
    };
  }

  /// How long the last call might have taken.
  Duration timeout() {
    return timeout;
  }

  @Override
  public CompletableFuture<Bytes> call(
      InetSocketAddress to, String method, Bytes request, Duration timeout) {
    this.timeout = timeout;
    RpcServices other = services.get(to);
    if (other == null) {
      return CompletableFuture.failedFuture(
          new RpcException(Reason.UNREACHABLE, "there is nobody at " + to));
    }
    try {
      return other.handler(method).orElseThrow().answer(request);
    } catch (RpcException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  @Override
  public InputStream exchange(InetSocketAddress to, String method, InputStream request)
      throws IOException {
    RpcServices other = services.get(to);
    if (other == null) {
      throw new RpcException(Reason.UNREACHABLE, "there is nobody at " + to);
    }
    RpcStreamHandler handler = other.stream(method).orElseThrow();
    PipedInputStream answer = new PipedInputStream();
    PipedOutputStream out = new PipedOutputStream(answer);
    Thread.startVirtualThread(() -> {
      try (out) {
        handler.answer(request, out);
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    });
    return answer;
  }

  @Override
  public List<KnownServer> servers() {
    return servers("dc1");
  }

  @Override
  public List<KnownServer> servers(String datacenter) {
    return known.stream().filter(server -> server.datacenter().equals(datacenter)).toList();
  }

  @Override
  public List<String> datacenters() {
    return known.stream().map(KnownServer::datacenter).distinct().sorted().toList();
  }

  @Override
  public Optional<KnownServer> byId(String id) {
    return known.stream().filter(server -> server.id().equals(id)).findFirst();
  }

  @Override
  public void onChange(Runnable listener) {}

  @Override
  public void close() {}
}
