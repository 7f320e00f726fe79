package org.consulkv.agent.config;

/// The whole configuration of one agent, checked and with all defaults filled in.
///
/// Threading: immutable, so thread-safe.
public record AgentConfig(
    NodeConfig node,
    RoleConfig role,
    AddressConfig addresses,
    PortConfig ports,
    RaftConfig raft,
    LimitConfig limits,
    HttpConfig http,
    UiConfig ui,
    QueryConfig queries,
    SessionConfig sessions,
    AclConfig acl,
    CheckConfig checks,
    LogConfig log,
    TelemetryConfig telemetry,
    LeaveConfig leave,
    ProcessConfig process) {}
