package org.consulkv.agent;

import java.util.Map;
import java.util.Optional;
import org.consulkv.agent.config.AgentConfig;
import org.consulkv.agent.config.LimitConfig;
import org.consulkv.agent.tls.RpcCertificates;
import org.consulkv.consensus.RatisLogConfig.Snapshots;
import org.consulkv.consensus.rpc.RpcLimits;
import org.consulkv.consensus.rpc.RpcTls;

/// What reloading the configuration may change, for those who ask again whenever they need it.
///
/// Threading: thread-safe.
final class LiveConfig {
  private volatile AgentConfig present;
  private volatile Optional<RpcTls> tls;

  /// @throws AgentException if a certificate cannot be used
  LiveConfig(AgentConfig first) {
    present = first;
    tls = RpcCertificates.of(first);
  }

  /// Reads the files that a newer configuration names.
  ///
  /// @return takes it over
  /// @throws AgentException if one cannot be used
  Runnable prepare(AgentConfig newer) {
    Optional<RpcTls> certificates = RpcCertificates.of(newer);
    return () -> {
      tls = certificates;
      present = newer;
    };
  }

  LimitConfig limits() {
    return present.limits();
  }

  /// Those of connections from other agents.
  RpcLimits rpcLimits() {
    return RpcLimits.DEFAULT.withCallers(
        () -> present.limits().rpcMaxConnsPerClient(), present.limits().rpcHandshakeTimeout());
  }

  /// The encryption of connections between agents that are made from now on.
  Optional<RpcTls> tls() {
    return tls;
  }

  /// When a snapshot of the log is due.
  Snapshots snapshots() {
    return new Snapshots(
        present.raft().snapshotThreshold(),
        present.raft().snapshotInterval(),
        present.raft().trailingLogs());
  }

  /// What the catalog says about this node besides its addresses.
  Map<String, String> nodeMeta() {
    return NodeMeta.ofNode(present);
  }
}
