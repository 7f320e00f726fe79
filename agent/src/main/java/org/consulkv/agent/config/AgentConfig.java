package org.consulkv.agent.config;

import java.util.List;
import org.consulkv.agent.definition.Definitions;

/// The whole configuration of one agent, checked and with all defaults filled in.
///
/// Threading: immutable, so thread-safe.
public record AgentConfig(
    NodeConfig node,
    RoleConfig role,
    AddressConfig addresses,
    PortConfig ports,
    RaftConfig raft,
    GossipConfig gossip,
    JoinConfig join,
    LimitConfig limits,
    HttpConfig http,
    DnsConfig dns,
    UiConfig ui,
    QueryConfig queries,
    CacheConfig cache,
    SessionConfig sessions,
    AclConfig acl,
    CheckConfig checks,
    LogConfig log,
    TelemetryConfig telemetry,
    LeaveConfig leave,
    ProcessConfig process,
    List<WatchConfig> watches,
    TlsConfig https,
    RpcTlsConfig rpcTls,
    Definitions definitions) {
  public AgentConfig {
    watches = List.copyOf(watches);
  }

  /// This configuration with what may change while the agent runs from a newer one. The rest needs
  /// a restart.
  public AgentConfig reloaded(AgentConfig newer) {
    return new AgentConfig(
        node.reloaded(newer.node),
        role,
        addresses,
        ports,
        raft.reloaded(newer.raft),
        gossip,
        join,
        limits.reloaded(newer.limits),
        http,
        newer.dns,
        ui,
        queries,
        cache,
        sessions,
        acl,
        newer.checks,
        newer.log,
        telemetry.reloaded(newer.telemetry),
        leave,
        process,
        newer.watches,
        newer.https,
        newer.rpcTls,
        newer.definitions);
  }
}
