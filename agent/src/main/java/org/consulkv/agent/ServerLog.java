package org.consulkv.agent;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.consulkv.agent.config.AgentConfig;
import org.consulkv.agent.config.LimitConfig;
import org.consulkv.agent.founding.ClusterFile;
import org.consulkv.agent.founding.FoundingLog;
import org.consulkv.agent.founding.PeersFile;
import org.consulkv.agent.lifecycle.DataDirectory;
import org.consulkv.consensus.LogLimits;
import org.consulkv.consensus.LogRecovery;
import org.consulkv.consensus.MemoryLog;
import org.consulkv.consensus.RatisLog;
import org.consulkv.consensus.RatisLogConfig;
import org.consulkv.runtime.AddressBook;
import org.consulkv.runtime.LogMembership;
import org.consulkv.runtime.LogStatus;
import org.consulkv.runtime.LogStatus.Peer;
import org.consulkv.runtime.ReplicatedLog;
import org.consulkv.runtime.rpc.RpcServices;
import org.consulkv.state.Outcome;
import org.consulkv.state.Store;

/// The replicated log of this node: in memory for `-dev`, otherwise on disk, and then maybe one
/// that is still to be founded.
///
/// @param file which cluster this server belongs to
/// @param founding the log on disk; empty for one in memory
record ServerLog(
    ReplicatedLog<Outcome> log,
    LogMembership membership,
    ClusterFile file,
    Optional<FoundingLog<Outcome>> founding) {
  /// No key is longer than the head of a request.
  private static final int KEY_BYTES = 1 << 20;

  /// @param fatal told what stopped the log for good
  /// @throws AgentException if it cannot be opened
  static ServerLog open(
      AgentConfig config,
      LiveConfig live,
      AgentParts parts,
      Store store,
      Consumer<? super Throwable> fatal,
      AddressBook addresses,
      RpcServices services) {
    String nodeId = parts.identity().nodeId();
    Peer self = new Peer(nodeId, ServerNode.advertised(config), true);
    if (config.role().dev()) {
      MemoryLog<Outcome> log =
          new MemoryLog<>(nodeId, self.address(), store, fatal, logLimits(config.limits()));
      ClusterFile file = ClusterFile.inMemory(parts.chance().uuid().toString());
      return new ServerLog(log, log.membership(), file, Optional.empty());
    }
    DataDirectory directory = parts.identity().directory().orElseThrow();
    ClusterFile file = ClusterFile.in(directory.raft());
    if (config.role().alone()) {
      boolean _ = file.adopt(parts.chance().uuid().toString());
    }
    PeersFile.in(directory.raft())
        .apply(members ->
            LogRecovery.rewrite(settings(config, live, nodeId, directory, List.of()), members));
    FoundingLog.Opener<Outcome> opener =
        members -> {
          RatisLogConfig settings = settings(config, live, nodeId, directory, members);
          RatisLog<Outcome> log = RatisLog.open(settings, store, fatal, addresses, services);
          return new FoundingLog.Opened<>(log, log.membership());
        };
    // A server without a vote starts as one, or it would stand for election before it is taken in.
    List<Peer> replica =
        config.role().readReplica() ? List.of(new Peer(nodeId, self.address(), false)) : List.of();
    boolean first = config.role().alone() || file.isFounding();
    try {
      FoundingLog<Outcome> log =
          FoundingLog.open(opener, first ? List.of(self) : replica, file.isFounding());
      log.onLeadership(leads -> {
        if (leads && file.cluster().isEmpty()) { // a log of a release that did not name its cluster
          boolean _ = file.adopt(parts.chance().uuid().toString());
        }
      });
      return new ServerLog(log, log, file, Optional.of(log));
    } catch (IOException e) {
      throw new AgentException(
          "Failed to start Consul server: Failed to start Raft: " + e.getMessage(), e);
    }
  }

  private static RatisLogConfig settings(
      AgentConfig config,
      LiveConfig live,
      String nodeId,
      DataDirectory directory,
      List<Peer> members) {
    return new RatisLogConfig(
        nodeId,
        new InetSocketAddress(config.addresses().bind(), config.ports().server()),
        directory.raft(),
        members,
        true,
        config.raft().multiplier(),
        live::snapshots,
        logLimits(config.limits()),
        live::tls,
        live.rpcLimits());
  }

  /// What the log says of itself, even while it takes no commands.
  LogStatus inside() {
    return founding.map(FoundingLog::inside).orElseGet(log::status);
  }

  void close() {
    log.close();
  }

  /// Room for the longest command that the limits of requests let through: a value, or a
  /// transaction of several, and its key.
  private static LogLimits logLimits(LimitConfig limits) {
    long longest = Math.max(limits.kvMaxValueSize(), limits.txnMaxReqLen()) + KEY_BYTES;
    return longest <= LogLimits.DEFAULT.commandBytes()
        ? LogLimits.DEFAULT
        : LogLimits.DEFAULT.withCommandBytes((int) longest);
  }
}
