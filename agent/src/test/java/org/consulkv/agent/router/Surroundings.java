package org.consulkv.agent.router;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.consulkv.agent.cluster.KnownServer;
import org.consulkv.agent.cluster.ServerDirectory;
import org.consulkv.runtime.Bytes;
import org.consulkv.runtime.rpc.RpcClient;
import org.consulkv.runtime.rpc.RpcException;
import org.consulkv.runtime.rpc.RpcException.Reason;
import org.consulkv.testkit.time.SeededChance;
import org.consulkv.testkit.time.VirtualTime;

/// What a router sees: servers that do as the test says, and who leads.
final class Surroundings implements RpcClient, ServerDirectory, Leadership {
  static final Duration HOLD = Duration.ofSeconds(7);
  static final Bytes QUESTION = Bytes.utf8("?");

  final VirtualTime time = new VirtualTime();
  final List<String> asked = new ArrayList<>();
  final Map<String, Supplier<CompletableFuture<Bytes>>> answers = new HashMap<>();
  final List<KnownServer> servers = new ArrayList<>();
  Streams streams =
      (_, _) -> {
        throw new RpcException(Reason.UNREACHABLE, "there are no streams here");
      };
  Optional<String> leader = Optional.empty();
  boolean leads;

  Router router(long seed, int held) {
    return new Router(
        this,
        this,
        this,
        new RouterConfig("dc1", HOLD, Duration.ofMinutes(2), held),
        time,
        time,
        new SeededChance(seed),
        CallMeter.NONE);
  }

  /// Adds a server that answers with its name.
  void server(String name, String datacenter) {
    servers.add(known(name, datacenter, true));
    answers.put(name, () -> CompletableFuture.completedFuture(Bytes.utf8(name)));
  }

  void dead(String name) {
    servers.replaceAll(
        server -> server.name().equals(name) ? known(name, server.datacenter(), false) : server);
  }

  void fails(String name, Reason reason) {
    answers.put(
        name, () -> CompletableFuture.failedFuture(new RpcException(reason, "as the test says")));
  }

  Errand errand(boolean repeatable) {
    return new Errand("api", QUESTION, repeatable, Duration.ofSeconds(10), time.nanos());
  }

  /// What a server makes of a long request.
  interface Streams {
    InputStream answer(String server, InputStream request) throws IOException;
  }

  private static KnownServer known(String name, String datacenter, boolean alive) {
    return new KnownServer(
        name, name, datacenter, address(name), alive, true, 0, false, "1", new TreeMap<>());
  }

  private static InetSocketAddress address(String name) {
    return InetSocketAddress.createUnresolved(name, 8300);
  }

  @Override
  public CompletableFuture<Bytes> call(
      InetSocketAddress to, String method, Bytes request, Duration timeout) {
    asked.add(to.getHostString());
    return answers
        .getOrDefault(
            to.getHostString(),
            () ->
                CompletableFuture.failedFuture(
                    new RpcException(Reason.UNREACHABLE, "there is nobody")))
        .get();
  }

  @Override
  public InputStream exchange(InetSocketAddress to, String method, InputStream request)
      throws IOException {
    asked.add(to.getHostString());
    return streams.answer(to.getHostString(), request);
  }

  @Override
  public List<KnownServer> servers() {
    return servers("dc1");
  }

  @Override
  public List<KnownServer> servers(String datacenter) {
    return servers.stream().filter(server -> server.datacenter().equals(datacenter)).toList();
  }

  @Override
  public List<String> datacenters() {
    return servers.stream().map(KnownServer::datacenter).distinct().sorted().toList();
  }

  @Override
  public Optional<KnownServer> byId(String id) {
    return servers.stream().filter(server -> server.id().equals(id)).findFirst();
  }

  @Override
  public void onChange(Runnable listener) {}

  @Override
  public boolean leads() {
    return leads;
  }

  @Override
  public Optional<InetSocketAddress> leader() {
    return leader.map(Surroundings::address);
  }

  @Override
  public void close() {}
}
