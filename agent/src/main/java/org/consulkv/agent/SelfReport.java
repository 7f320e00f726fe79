package org.consulkv.agent;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.consulkv.agent.cluster.Cluster;
import org.consulkv.agent.config.AgentConfig;
import org.consulkv.agent.local.LocalCheck;
import org.consulkv.agent.local.LocalState;
import org.consulkv.runtime.GoDuration;
import org.consulkv.runtime.LogStatus;
import org.consulkv.server.Server;
import org.consulkv.state.coordinate.Coordinate;

/// Builds the answer of `/v1/agent/self`.
final class SelfReport {
  private final AgentConfig config;
  private final String nodeId;
  private final Cluster cluster;
  private final Optional<Server> server;
  private final LocalState local;

  /// @param server empty for a client
  SelfReport(
      AgentConfig config,
      String nodeId,
      Cluster cluster,
      Optional<Server> server,
      LocalState local) {
    this.config = config;
    this.nodeId = nodeId;
    this.cluster = cluster;
    this.server = server;
    this.local = local;
  }

  Self report() {
    return new Self(
        identity(),
        DebugConfig.of(config, nodeId),
        coordinate(),
        cluster.self(),
        stats(),
        NodeMeta.ofNode(config));
  }

  private Map<String, Object> identity() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("Datacenter", config.node().datacenter());
    map.put("PrimaryDatacenter", config.node().primaryDatacenter());
    map.put("NodeName", config.node().name());
    map.put("NodeID", nodeId);
    map.put("Revision", "");
    map.put("Server", config.role().server());
    map.put("Version", Version.NUMBER);
    return map;
  }

  private Map<String, Object> coordinate() {
    Coordinate place = cluster.coordinate();
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("Vec", place.vector().stream().map(SelfReport::shortest).toList());
    map.put("Error", shortest(place.error()));
    map.put("Adjustment", shortest(place.adjustment()));
    map.put("Height", shortest(place.height()));
    return map;
  }

  private static Number shortest(double number) {
    return number == 0 ? 0 : number;
  }

  private SortedMap<String, SortedMap<String, String>> stats() {
    SortedMap<String, SortedMap<String, String>> stats = new TreeMap<>();
    stats.put("agent", agent());
    stats.put("build", section("prerelease", "", "revision", "", "version", Version.NUMBER));
    stats.put("runtime", runtime());
    stats.put("serf_lan", cluster.stats(false));
    server.ifPresentOrElse(
        here -> server(here.status(), stats), () -> stats.put("consul", client()));
    return stats;
  }

  private void server(LogStatus log, SortedMap<String, SortedMap<String, String>> stats) {
    stats.put(
        "consul",
        section(
            "acl", acl(),
            "bootstrap", config.role().bootstrap(),
            "known_datacenters", cluster.servers().datacenters().size(),
            "leader", log.leads(),
            "leader_addr", leaderAddress(log),
            "server", true));
    stats.put("raft", raft(log));
    stats.put("serf_wan", cluster.stats(true));
  }

  private SortedMap<String, String> client() {
    int servers = cluster.servers().servers().size();
    return section("acl", acl(), "known_servers", servers, "server", false);
  }

  private String acl() {
    return config.acl().enabled() ? "enabled" : "disabled";
  }

  private SortedMap<String, String> agent() {
    List<LocalCheck> checks = local.checks();
    long ttls = checks.stream().filter(check -> check.check().type().equals("ttl")).count();
    return section(
        "check_monitors",
        checks.size() - ttls,
        "check_ttls",
        ttls,
        "checks",
        checks.size(),
        "services",
        local.services().size());
  }

  private static String leaderAddress(LogStatus log) {
    return log.leader()
        .flatMap(
            leader -> log.peers().stream().filter(peer -> peer.id().equals(leader)).findFirst())
        .map(LogStatus.Peer::address)
        .orElse("");
  }

  private SortedMap<String, String> raft(LogStatus log) {
    String state =
        log.role().name().charAt(0) + log.role().name().substring(1).toLowerCase(Locale.ROOT);
    String peers =
        log.peers().stream()
            .map(peer ->
                String.format(
                    Locale.ROOT,
                    "{Suffrage:%s ID:%s Address:%s}",
                    peer.voter() ? "Voter" : "Nonvoter",
                    peer.id(),
                    peer.address()))
            .collect(Collectors.joining(" ", "[", "]"));
    long others = log.peers().stream().filter(peer -> peer.voter()).count() - 1;
    SortedMap<String, String> raft =
        section(
            "applied_index", log.appliedIndex(),
            "commit_index", log.commitIndex(),
            "fsm_pending", log.pendingApply(),
            "last_contact", log.leads() ? "0" : GoDuration.format(log.lastContact()),
            "last_log_index", log.lastLogIndex(),
            "last_log_term", log.lastLogTerm(),
            "last_snapshot_index", log.snapshotIndex(),
            "last_snapshot_term", log.snapshotTerm(),
            "latest_configuration", peers,
            "latest_configuration_index", 0,
            "num_peers", Math.max(others, 0));
    raft.putAll(
        section(
            "protocol_version", config.raft().protocol(),
            "protocol_version_max", 3,
            "protocol_version_min", 0,
            "snapshot_version_max", 1,
            "snapshot_version_min", 0,
            "state", state,
            "term", log.term()));
    return raft;
  }

  private static SortedMap<String, String> runtime() {
    int processors = Runtime.getRuntime().availableProcessors();
    return section(
        "arch",
        System.getProperty("os.arch", ""),
        "cpu_count",
        processors,
        "goroutines",
        Thread.activeCount(),
        "max_procs",
        processors,
        "os",
        System.getProperty("os.name", "").toLowerCase(Locale.ROOT),
        "version",
        "java" + System.getProperty("java.version", ""));
  }

  /// A section from names and values in turn.
  private static SortedMap<String, String> section(Object... namesAndValues) {
    SortedMap<String, String> section = new TreeMap<>();
    List<Object> all = List.of(namesAndValues);
    for (int i = 0; i < all.size(); i += 2) {
      section.put(all.get(i).toString(), all.get(i + 1).toString());
    }
    return section;
  }
}
