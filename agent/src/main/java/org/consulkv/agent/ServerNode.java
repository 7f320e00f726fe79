package org.consulkv.agent;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.consulkv.agent.config.AgentConfig;
import org.consulkv.agent.config.LimitConfig;
import org.consulkv.agent.config.RaftConfig;
import org.consulkv.agent.lifecycle.DataDirectory;
import org.consulkv.agent.lifecycle.ServerPort;
import org.consulkv.agent.metrics.Metrics;
import org.consulkv.consensus.LogLimits;
import org.consulkv.consensus.MemoryLog;
import org.consulkv.consensus.RatisLog;
import org.consulkv.consensus.RatisLogConfig;
import org.consulkv.consensus.rpc.RpcConnections;
import org.consulkv.consensus.rpc.RpcServer;
import org.consulkv.runtime.LogStatus.Peer;
import org.consulkv.runtime.ReplicatedLog;
import org.consulkv.runtime.rpc.RpcClient;
import org.consulkv.runtime.rpc.RpcServices;
import org.consulkv.server.Server;
import org.consulkv.server.ServerConfig;
import org.consulkv.server.ServerLimits;
import org.consulkv.state.Outcome;
import org.consulkv.state.Store;
import org.jspecify.annotations.Nullable;

/// The store, the log and the server of this node, started and stopped together.
///
/// Threading: started and closed by the thread that runs the agent.
final class ServerNode implements AutoCloseable {
  /// No key is longer than the head of a request.
  private static final int KEY_BYTES = 1 << 20;

  private final RpcServices services;
  private final RpcClient rpc;
  private final @Nullable RpcServer port;
  private final ReplicatedLog<Outcome> log;
  private final Server server;

  private ServerNode(
      RpcServices services,
      RpcClient rpc,
      @Nullable RpcServer port,
      ReplicatedLog<Outcome> log,
      Server server) {
    this.services = services;
    this.rpc = rpc;
    this.port = port;
    this.log = log;
    this.server = server;
  }

  /// @param fatal told what stopped the log for good
  /// @throws AgentException if the port is taken or the log cannot be opened
  static ServerNode start(
      AgentConfig config, AgentParts parts, Metrics metrics, Consumer<? super Throwable> fatal) {
    String nodeId = parts.identity().nodeId();
    Store store = new Store();
    String bind = config.addresses().bind();
    int number = config.ports().server();
    ServerPort.requireFree(bind, number);
    RpcServices services = new RpcServices();
    RpcServer port = null;
    ReplicatedLog<Outcome> log;
    if (config.role().dev()) {
      port = listen(bind, number, services);
      log = new MemoryLog<>(nodeId, advertised(config), store, fatal, logLimits(config.limits()));
    } else {
      DataDirectory directory = parts.identity().directory().orElseThrow();
      log = durable(config, nodeId, directory, store, fatal, services);
    }
    log = new MeasuredLog<>(log, metrics);
    Server server =
        Server.start(
            log,
            store,
            parts.clock(),
            parts.timers(),
            parts.chance(),
            serverConfig(config, nodeId));
    return new ServerNode(services, RpcConnections.start(), port, log, server);
  }

  /// A server without a log on disk listens all the same: others may call it.
  private static RpcServer listen(String bind, int port, RpcServices services) {
    try {
      return RpcServer.start(new InetSocketAddress(bind, port), services);
    } catch (IOException e) {
      throw new AgentException(
          "Failed to start Consul server: Failed to start RPC layer: " + e.getMessage(), e);
    }
  }

  private static ReplicatedLog<Outcome> durable(
      AgentConfig config,
      String nodeId,
      DataDirectory directory,
      Store store,
      Consumer<? super Throwable> fatal,
      RpcServices services) {
    RaftConfig raft = config.raft();
    List<Peer> members =
        config.role().alone() ? List.of(new Peer(nodeId, advertised(config), true)) : List.of();
    RatisLogConfig settings =
        new RatisLogConfig(
            nodeId,
            new InetSocketAddress(config.addresses().bind(), config.ports().server()),
            directory.raft(),
            members,
            true,
            raft.multiplier(),
            new RatisLogConfig.Snapshots(
                raft.snapshotThreshold(), raft.snapshotInterval(), raft.trailingLogs()),
            logLimits(config.limits()),
            Optional.empty());
    try {
      return RatisLog.open(settings, store, fatal, _ -> Optional.empty(), services);
    } catch (IOException e) {
      throw new AgentException(
          "Failed to start Consul server: Failed to start Raft: " + e.getMessage(), e);
    }
  }

  /// Room for the longest command that the limits of requests let through: a value, or a
  /// transaction of several, and its key.
  private static LogLimits logLimits(LimitConfig limits) {
    long longest = Math.max(limits.kvMaxValueSize(), limits.txnMaxReqLen()) + KEY_BYTES;
    return longest <= LogLimits.DEFAULT.commandBytes()
        ? LogLimits.DEFAULT
        : LogLimits.DEFAULT.withCommandBytes((int) longest);
  }

  /// Host and port of this server as others reach it.
  static String advertised(AgentConfig config) {
    String host = config.addresses().advertise();
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + config.ports().server();
  }

  private static ServerConfig serverConfig(AgentConfig config, String nodeId) {
    ServerConfig defaults =
        ServerConfig.of(
            config.node().name(),
            nodeId,
            config.node().datacenter(),
            config.addresses().advertise());
    return new ServerConfig(
        config.node().name(),
        nodeId,
        config.node().datacenter(),
        config.addresses().advertise(),
        config.ports().server(),
        taggedAddresses(config),
        NodeMeta.ofNode(config),
        NodeMeta.ofServer(config),
        config.sessions().ttlMin().isZero() ? defaults.sessionTtlMin() : config.sessions().ttlMin(),
        defaults.tombstoneTtl(),
        defaults.tombstoneGranularity(),
        config.raft().rpcHoldTimeout(),
        ServerLimits.DEFAULT);
  }

  private static Map<String, String> taggedAddresses(AgentConfig config) {
    String lan = config.addresses().advertise();
    String wan = config.addresses().advertiseWan();
    Map<String, String> tagged = new TreeMap<>();
    tagged.put("lan", lan);
    tagged.put(lan.indexOf(':') < 0 ? "lan_ipv4" : "lan_ipv6", lan);
    tagged.put("wan", wan);
    tagged.put(wan.indexOf(':') < 0 ? "wan_ipv4" : "wan_ipv6", wan);
    return tagged;
  }

  Server server() {
    return server;
  }

  /// What this server answers other agents.
  RpcServices services() {
    return services;
  }

  /// For calls to other agents.
  RpcClient rpc() {
    return rpc;
  }

  @Override
  public void close() {
    rpc.close();
    server.close();
    log.close();
    if (port != null) {
      port.close();
    }
  }
}
