package org.consulkv.agent;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.consulkv.agent.config.AddressConfig;
import org.consulkv.agent.config.AgentConfig;
import org.consulkv.agent.config.DnsConfig;
import org.consulkv.agent.config.ListenAddress;
import org.consulkv.runtime.GoDuration;

/// The configuration in effect, under the names that `DebugConfig` of `/v1/agent/self` has. Secrets
/// are hidden.
final class DebugConfig {
  private static final String HIDDEN = "hidden";

  private DebugConfig() {}

  static Map<String, Object> of(AgentConfig config, String nodeId) {
    SortedMap<String, Object> map = new TreeMap<>();
    node(map, config, nodeId);
    addresses(map, config);
    limits(map, config);
    operation(map, config);
    return map;
  }

  private static void node(SortedMap<String, Object> map, AgentConfig config, String nodeId) {
    map.put("ACLDefaultPolicy", config.acl().defaultPolicy());
    map.put("ACLsEnabled", config.acl().enabled());
    map.put("Bootstrap", config.role().bootstrap());
    map.put("BootstrapExpect", config.role().bootstrapExpect());
    map.put("DNSDomain", config.node().domain());
    map.put("DataDir", config.process().dataDir().map(Object::toString).orElse(""));
    map.put("Datacenter", config.node().datacenter());
    map.put("DevMode", config.role().dev());
    map.put("DisableHostNodeID", config.node().disableHostNodeId());
    map.put("EncryptKey", HIDDEN);
    map.put("NodeID", nodeId);
    map.put("NodeMeta", config.node().meta());
    map.put("NodeName", config.node().name());
    map.put("PidFile", config.process().pidFile().map(Object::toString).orElse(""));
    map.put("PrimaryDatacenter", config.node().primaryDatacenter());
    map.put("Revision", "");
    map.put("ServerMode", config.role().server());
    map.put("Version", Version.NUMBER);
    map.put("VersionPrerelease", "");
  }

  private static void addresses(SortedMap<String, Object> map, AgentConfig config) {
    AddressConfig addresses = config.addresses();
    map.put("AdvertiseAddrLAN", addresses.advertise());
    map.put("AdvertiseAddrWAN", addresses.advertiseWan());
    map.put("BindAddr", addresses.bind());
    map.put("ClientAddrs", addresses.client());
    map.put("DNSAddrs", listeners(addresses.dns()));
    map.put("DNSPort", config.ports().dns());
    map.put("GRPCPort", config.ports().grpc());
    map.put("HTTPAddrs", listeners(addresses.http()));
    map.put("HTTPPort", config.ports().http());
    map.put("HTTPSAddrs", listeners(addresses.https()));
    map.put("HTTPSPort", config.ports().https());
    map.put("SerfBindAddrLAN", "tcp://" + addresses.serfLan() + ":" + config.ports().serfLan());
    map.put("SerfBindAddrWAN", "tcp://" + addresses.serfWan() + ":" + config.ports().serfWan());
    map.put("SerfPortLAN", config.ports().serfLan());
    map.put("SerfPortWAN", config.ports().serfWan());
    map.put("ServerPort", config.ports().server());
    map.put("UnixSocketGroup", addresses.unixSockets().group());
    map.put("UnixSocketMode", addresses.unixSockets().mode());
    map.put("UnixSocketUser", addresses.unixSockets().user());
  }

  private static List<String> listeners(List<ListenAddress> addresses) {
    return addresses.stream()
        .map(address ->
            address instanceof ListenAddress.Tcp ? "tcp://" + address : address.toString())
        .toList();
  }

  private static void limits(SortedMap<String, Object> map, AgentConfig config) {
    map.put("DefaultQueryTime", GoDuration.format(config.queries().defaultTime()));
    map.put("HTTPMaxConnsPerClient", config.limits().httpMaxConnsPerClient());
    map.put("HTTPMaxHeaderBytes", config.http().maxHeaderBytes());
    map.put("HTTPBlockEndpoints", config.http().blockEndpoints());
    map.put("HTTPResponseHeaders", config.http().responseHeaders());
    map.put("HTTPUseCache", config.http().useCache());
    map.put("AllowWriteHTTPFrom", config.http().allowWriteHttpFrom());
    map.put("KVMaxValueSize", config.limits().kvMaxValueSize());
    map.put("MaxQueryTime", GoDuration.format(config.queries().maxTime()));
    map.put("SessionTTLMin", GoDuration.format(config.sessions().ttlMin()));
    map.put("TxnMaxReqLen", config.limits().txnMaxReqLen());
  }

  private static void operation(SortedMap<String, Object> map, AgentConfig config) {
    map.put("CheckUpdateInterval", GoDuration.format(config.checks().updateInterval()));
    dns(map, config.dns());
    map.put("EnableDebug", config.process().enableDebug());
    map.put("EnableUI", config.ui().enabled());
    map.put("LeaveDrainTime", GoDuration.format(config.raft().leaveDrainTime()));
    map.put("LeaveOnTerm", config.leave().onTerminate());
    map.put("LogJSON", config.log().json());
    map.put("LogLevel", config.log().level().name());
    map.put("RPCHoldTimeout", GoDuration.format(config.raft().rpcHoldTimeout()));
    map.put("RaftProtocol", config.raft().protocol());
    map.put("RaftSnapshotInterval", GoDuration.format(config.raft().snapshotInterval()));
    map.put("RaftSnapshotThreshold", config.raft().snapshotThreshold());
    map.put("RaftTrailingLogs", config.raft().trailingLogs());
    map.put("SkipLeaveOnInt", config.leave().skipOnInterrupt());
    map.put("SyslogFacility", config.log().syslogFacility());
  }

  private static void dns(SortedMap<String, Object> map, DnsConfig config) {
    map.put("DNSARecordLimit", config.addressLimit());
    map.put("DNSAllowStale", config.allowStale());
    map.put("DNSAltDomain", config.altDomain().orElse(""));
    map.put("DNSDisableCompression", !config.compression());
    map.put("DNSEnableTruncate", config.truncationFlag());
    map.put("DNSMaxStale", GoDuration.format(config.maxStale()));
    map.put("DNSNodeMetaTXT", config.nodeMetaTxt());
    map.put("DNSNodeTTL", GoDuration.format(config.nodeTtl()));
    map.put("DNSOnlyPassing", config.onlyPassing());
    map.put("DNSRecursorTimeout", GoDuration.format(config.recursorTimeout()));
    map.put("DNSRecursors", config.recursors());
    map.put(
        "DNSSOA",
        Map.of(
            "Expire", config.soa().expire(),
            "Minttl", config.soa().minTtl(),
            "Refresh", config.soa().refresh(),
            "Retry", config.soa().retry()));
    map.put("DNSServiceTTL", ttls(config.serviceTtls()));
    map.put("DNSUDPAnswerLimit", config.udpAnswerLimit());
  }

  private static Map<String, String> ttls(Map<String, Duration> durations) {
    Map<String, String> ttls = new TreeMap<>();
    durations.forEach((service, ttl) -> ttls.put(service, GoDuration.format(ttl)));
    return ttls;
  }
}
