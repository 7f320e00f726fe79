package org.consulkv.agent.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.consulkv.agent.config.address.Interfaces;
import org.consulkv.agent.log.LogLevel;

/// Builds the records of the configuration from the merged settings, section by section. The first
/// error ends it, in Consul's order and words.
final class AgentConfigBuilder {
  private final Values values;
  private final boolean dev;
  private final boolean starting;

  AgentConfigBuilder(Values values, boolean dev, boolean starting) {
    this.values = values;
    this.dev = dev;
    this.starting = starting;
  }

  AgentConfig build(String hostname, Interfaces interfaces) {
    LogConfig log = log();
    NodeConfig node = new NodeBuilder(values, hostname).build();
    ProcessConfig process = process();
    RoleConfig role = role();
    PortConfig ports = ports();
    AddressBuilder addresses = new AddressBuilder(values, dev, starting, interfaces);
    GossipBuilder gossip = new GossipBuilder(values, addresses, starting);
    return new AgentConfig(
        node,
        role,
        addresses.build(ports),
        ports,
        new ServersBuilder(values).raft(dev),
        gossip.gossip(role),
        gossip.join(),
        limits(),
        http(),
        new DnsBuilder(values).build(node.datacenter(), addresses),
        ui(),
        queries(),
        cache(),
        new SessionConfig(values.duration("session_ttl_min", SessionConfig.DEFAULT.ttlMin())),
        acl(),
        checks(),
        log,
        telemetry(),
        leave(role),
        process,
        WatchBuilder.build(values),
        new TlsBuilder(values).https(),
        new TlsBuilder(values).rpc(),
        new DefinitionBuilder(values).build());
  }

  private CheckConfig checks() {
    CheckConfig defaults = CheckConfig.DEFAULT;
    return new CheckConfig(
        values.duration("check_update_interval", defaults.updateInterval()),
        values.integer("check_output_max_size", defaults.outputMaxSize()),
        values.flag("discard_check_output", defaults.discardOutput()),
        values.flag("enable_script_checks", defaults.scripts()),
        values.flag("enable_local_script_checks", defaults.localScripts()));
  }

  private ProcessConfig process() {
    Optional<Path> dataDir = values.text("data_dir").map(Path::of);
    if (dataDir.isEmpty() && !dev) {
      throw new ConfigException("data_dir cannot be empty");
    }
    if (dataDir.isPresent() && Files.exists(dataDir.get()) && !Files.isDirectory(dataDir.get())) {
      throw new ConfigException("data_dir \"" + dataDir.get() + "\" is not a directory");
    }
    return new ProcessConfig(
        dev ? Optional.empty() : dataDir,
        values.text("pid_file").map(Path::of),
        values.flag("enable_debug", dev));
  }

  private RoleConfig role() {
    boolean server = values.flag("server", dev);
    boolean bootstrap = values.flag("bootstrap", false);
    int expect = values.integer("bootstrap_expect", 0);
    if (expect < 0) {
      throw new ConfigException(
          "bootstrap_expect cannot be " + expect + ". Must be greater than or equal to zero");
    }
    if (dev && bootstrap) {
      throw new ConfigException("'bootstrap = true' not allowed in dev mode");
    }
    if (dev && expect > 0) {
      throw new ConfigException("'bootstrap_expect > 0' not allowed in dev mode");
    }
    if (bootstrap && !server) {
      throw new ConfigException("'bootstrap = true' requires 'server = true'");
    }
    if (expect > 0 && !server) {
      throw new ConfigException("'bootstrap_expect > 0' requires 'server = true'");
    }
    if (expect > 0 && bootstrap) {
      throw new ConfigException(
          "'bootstrap_expect > 0' and 'bootstrap = true' are mutually exclusive");
    }
    boolean replica = values.flag("read_replica", false);
    return new RoleConfig(
        dev, server, bootstrap || expect == 1, expect == 1 ? 0 : expect, server && replica);
  }

  private PortConfig ports() {
    PortConfig defaults = dev ? PortConfig.DEV : PortConfig.DEFAULT;
    return new PortConfig(
        values.integer("ports.dns", defaults.dns()),
        values.integer("ports.http", defaults.http()),
        values.integer("ports.https", defaults.https()),
        values.integer("ports.grpc", defaults.grpc()),
        values.integer("ports.grpc_tls", defaults.grpcTls()),
        values.integer("ports.serf_lan", defaults.serfLan()),
        values.integer("ports.serf_wan", defaults.serfWan()),
        values.integer("ports.server", defaults.server()));
  }

  private LimitConfig limits() {
    LimitConfig defaults = LimitConfig.DEFAULT;
    return new LimitConfig(
        values.integer("limits.http_max_conns_per_client", defaults.httpMaxConnsPerClient()),
        values.duration("limits.https_handshake_timeout", defaults.httpsHandshakeTimeout()),
        values.duration("limits.rpc_handshake_timeout", defaults.rpcHandshakeTimeout()),
        values.integer("limits.rpc_max_conns_per_client", defaults.rpcMaxConnsPerClient()),
        values.duration("limits.rpc_client_timeout", defaults.rpcClientTimeout()),
        values.number("limits.rpc_rate", defaults.rpcRate()),
        values.integer("limits.rpc_max_burst", defaults.rpcMaxBurst()),
        values.whole("limits.kv_max_value_size", defaults.kvMaxValueSize()),
        values.whole("limits.txn_max_req_len", defaults.txnMaxReqLen()));
  }

  private HttpConfig http() {
    HttpConfig defaults = HttpConfig.DEFAULT;
    return new HttpConfig(
        values.texts("http_config.block_endpoints", defaults.blockEndpoints()),
        values.map("http_config.response_headers", defaults.responseHeaders()),
        values.texts("http_config.allow_write_http_from", defaults.allowWriteHttpFrom()),
        values.flag("http_config.use_cache", defaults.useCache()),
        values.integer("http_config.max_header_bytes", defaults.maxHeaderBytes()),
        !values.flag("disable_http_unprintable_char_filter", false));
  }

  private UiConfig ui() {
    return new UiConfig(
        values.flag("ui_config.enabled", dev),
        values.text("ui_config.dir", UiConfig.DEFAULT.dir()),
        values.text("ui_config.content_path", UiConfig.DEFAULT.contentPath()));
  }

  private QueryConfig queries() {
    QueryConfig defaults = QueryConfig.DEFAULT;
    return new QueryConfig(
        values.duration("default_query_time", defaults.defaultTime()),
        values.duration("max_query_time", defaults.maxTime()),
        values.duration("discovery_max_stale", defaults.discoveryMaxStale()),
        values.flag("use_streaming_backend", defaults.streaming()));
  }

  private CacheConfig cache() {
    CacheConfig defaults = CacheConfig.DEFAULT;
    return new CacheConfig(
        values.number("cache.entry_fetch_rate", defaults.fetchRate()),
        values.integer("cache.entry_fetch_max_burst", defaults.fetchBurst()));
  }

  private AclConfig acl() {
    return new AclConfig(
        values.flag("acl.enabled", AclConfig.DEFAULT.enabled()),
        values.text("acl.default_policy", AclConfig.DEFAULT.defaultPolicy()),
        values.text("acl.down_policy", AclConfig.DEFAULT.downPolicy()));
  }

  private LogConfig log() {
    LogConfig defaults = LogConfig.DEFAULT;
    String level = values.text("log_level").orElse(dev ? "DEBUG" : defaults.level().name());
    return new LogConfig(
        LogLevel.parse(level)
            .orElseThrow(() ->
                new ConfigException(
                    "Invalid log level: "
                        + level
                        + ". Valid log levels are: [TRACE DEBUG INFO WARN ERR ERROR]")),
        values.flag("log_json", defaults.json()),
        values.text("log_file", defaults.file()),
        values.whole("log_rotate_bytes", defaults.rotateBytes()),
        values.duration("log_rotate_duration", defaults.rotateDuration()),
        values.integer("log_rotate_max_files", defaults.rotateMaxFiles()),
        values.flag("enable_syslog", defaults.syslog()),
        values.text("syslog_facility", defaults.syslogFacility()).toUpperCase(Locale.ROOT));
  }

  private TelemetryConfig telemetry() {
    TelemetryConfig defaults = TelemetryConfig.DEFAULT;
    List<String> filters = values.texts("telemetry.prefix_filter", defaults.prefixFilter());
    return new TelemetryConfig(
        values.text("telemetry.metrics_prefix", defaults.metricsPrefix()),
        values.flag("telemetry.disable_hostname", defaults.disableHostname()),
        values.duration("telemetry.prometheus_retention_time", defaults.prometheusRetention()),
        filters,
        values.flag("telemetry.filter_default", defaults.filterDefault()));
  }

  private LeaveConfig leave(RoleConfig role) {
    LeaveConfig defaults = role.server() ? LeaveConfig.SERVER : LeaveConfig.CLIENT;
    return new LeaveConfig(
        values.flag("leave_on_terminate", defaults.onTerminate()),
        values.flag("skip_leave_on_interrupt", defaults.skipOnInterrupt()));
  }
}
