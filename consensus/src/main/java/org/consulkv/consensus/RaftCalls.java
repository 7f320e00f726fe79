package org.consulkv.consensus;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.consulkv.consensus.rpc.RpcConnections;
import org.consulkv.consensus.rpc.RpcLimits;
import org.consulkv.consensus.rpc.RpcServer;
import org.consulkv.runtime.AddressBook;
import org.consulkv.runtime.Bytes;
import org.consulkv.runtime.LogStatus.Peer;
import org.consulkv.runtime.rpc.RpcException;
import org.consulkv.runtime.rpc.RpcException.Reason;
import org.consulkv.runtime.rpc.RpcServices;

/// The port that this server listens on, and its connections to the other servers for what Raft
/// says. Servers are called by their node ids; where they are is looked up for every call.
///
/// Threading: thread-safe.
final class RaftCalls implements AutoCloseable {
  private final AddressBook addresses;
  private final RpcServices services;
  private final RpcServer server;
  private final RpcConnections connections;

  private final LastContact contact = new LastContact();

  /// Addresses that the log's configuration gives; they may be out of date.
  private final Map<String, InetSocketAddress> hints = new ConcurrentHashMap<>();

  private RaftCalls(
      AddressBook addresses, RpcServices services, RpcServer server, RpcConnections connections) {
    this.addresses = addresses;
    this.services = services;
    this.server = server;
    this.connections = connections;
  }

  /// Starts to listen.
  ///
  /// @throws IOException if the port is taken
  static RaftCalls open(RatisLogConfig config, AddressBook addresses, RpcServices services)
      throws IOException {
    RpcLimits limits = config.rpc();
    int message = RatisSettings.messageBytes(config.limits());
    if (message > limits.messageBytes()) {
      limits = limits.withMessageBytes(message);
    }
    RpcServer server = RpcServer.start(config.bind(), services, config.tls(), limits);
    Duration patience = Duration.ofMillis(RatisSettings.electionMillis(config.raftMultiplier()));
    return new RaftCalls(
        addresses,
        services,
        server,
        RpcConnections.start("raft-rpc", config.tls(), limits.impatient(patience)));
  }

  /// What this server answers.
  RpcServices services() {
    return services;
  }

  /// With whoever leads.
  LastContact contact() {
    return contact;
  }

  /// Takes note of where a server was when it was taken in.
  void remember(String id, String address) {
    int colon = address.lastIndexOf(':');
    if (colon > 0) {
      String host = address.substring(0, colon);
      String plain = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
      int port = Integer.parseInt(address.substring(colon + 1));
      hints.put(id, InetSocketAddress.createUnresolved(plain, port));
    }
  }

  /// Where a server is, as far as anyone knows.
  Optional<InetSocketAddress> addressOf(String id) {
    return addresses.addressOf(id).or(() -> Optional.ofNullable(hints.get(id)));
  }

  /// A peer with the address where it is now, as far as anyone knows.
  Peer located(Peer peer) {
    return addresses
        .addressOf(peer.id())
        .map(address -> new Peer(peer.id(), text(address), peer.voter()))
        .orElse(peer);
  }

  private static String text(InetSocketAddress address) {
    String host =
        address.getAddress() == null
            ? address.getHostString()
            : address.getAddress().getHostAddress();
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + address.getPort();
  }

  CompletableFuture<Bytes> call(String id, String method, Bytes request, Duration timeout) {
    Optional<InetSocketAddress> to = addressOf(id);
    if (to.isEmpty()) {
      return CompletableFuture.failedFuture(
          new RpcException(Reason.UNREACHABLE, "nobody knows where server " + id + " is"));
    }
    return connections.call(to.get(), method, request, timeout);
  }

  @Override
  public void close() {
    connections.close();
    server.close();
  }
}
