package org.consulkv.cli.agent;

import org.consulkv.cli.flag.FlagSet;
import org.consulkv.cli.flag.Kind;

/// The flags of `consul agent`. Which configuration key each of them sets is the node's business.
final class AgentFlags {
  private AgentFlags() {}

  static void declare(FlagSet flags) {
    identity(flags);
    clients(flags);
    operation(flags);
    pool(flags);
    additions(flags);
  }

  /// What this node is.
  private static void identity(FlagSet flags) {
    flags.toggle("bootstrap", "Sets server to bootstrap mode.");
    flags.declare("bootstrap-expect", Kind.MAYBE_INT, "", "Sets server to expect bootstrap mode.");
    flags.value("datacenter", "Datacenter of the agent.");
    flags.toggle(
        "disable-host-node-id",
        "Setting this to true will prevent Consul from using information from the host to generate"
            + " a node ID, and will cause Consul to generate a random node ID instead.");
    flags.value("node", "Name of this node. Must be unique in the cluster.");
    flags.value(
        "node-id",
        "A unique ID for this node across space and time. Defaults to a randomly-generated ID that"
            + " persists in the data-dir.");
    flags.list(
        "node-meta",
        "An arbitrary metadata key/value pair for this node, of the format `key:value`. Can be"
            + " specified multiple times.");
    flags.toggle(
        "non-voting-server", "(Enterprise-only) DEPRECATED: -read-replica should be used instead");
    flags.declare("protocol", Kind.MAYBE_INT, "", "Sets the protocol version. Defaults to latest.");
    flags.declare(
        "raft-protocol", Kind.MAYBE_INT, "", "Sets the Raft protocol version. Defaults to latest.");
    flags.toggle(
        "read-replica",
        "(Enterprise-only) This flag is used to make the server not participate in the Raft quorum,"
            + " and have it only receive the data replication stream. This can be used to add read"
            + " scalability to a cluster in cases where a high volume of reads to servers are"
            + " needed.");
    flags.toggle("server", "Switches agent to server mode.");
  }

  /// What clients reach.
  private static void clients(FlagSet flags) {
    flags.list(
        "allow-write-http-from",
        "Only allow write endpoint calls from given network. CIDR format, can be specified multiple"
            + " times.");
    flags.value("alt-domain", "Alternate domain to use for DNS interface.");
    flags.value(
        "client",
        "Sets the address to bind for client access. This includes RPC, DNS, HTTP, HTTPS and gRPC"
            + " (if configured).");
    flags.declare("dns-port", Kind.MAYBE_INT, "", "DNS port to use.");
    flags.value("domain", "Domain to use for DNS interface.");
    flags.declare(
        "grpc-port",
        Kind.MAYBE_INT,
        "",
        "Sets the gRPC API port to listen on (currently needed for Envoy xDS only).");
    flags.declare("http-port", Kind.MAYBE_INT, "", "Sets the HTTP API port to listen on.");
    flags.declare("https-port", Kind.MAYBE_INT, "", "Sets the HTTPS API port to listen on.");
    flags.list("recursor", "Address of an upstream DNS server. Can be specified multiple times.");
    flags.declare("server-port", Kind.MAYBE_INT, "", "Sets the server port to listen on.");
    flags.toggle("ui", "Enables the built-in static web UI server.");
    flags.value("ui-content-path", "Sets the external UI path to a string. Defaults to: /ui/");
    flags.value("ui-dir", "Path to directory containing the web UI resources.");
  }

  /// Files, logs, checks, queries.
  private static void operation(FlagSet flags) {
    flags.declare(
        "check_output_max_size",
        Kind.MAYBE_INT,
        "",
        "Sets the maximum output size for checks on this agent");
    flags.list(
        "config-dir",
        "Path to a directory to read configuration files from. This will read every file ending in"
            + " '.json' as configuration in this directory in alphabetical order. Can be specified"
            + " multiple times.");
    flags.list(
        "config-file",
        "Path to a file in JSON or HCL format with a matching file extension. Can be specified"
            + " multiple times.");
    flags.string(
        "config-format",
        "Config files are in this format irrespective of their extension. Must be 'hcl' or 'json'");
    flags.value("data-dir", "Path to a data directory to store agent state.");
    flags.declare(
        "default-query-time",
        Kind.MAYBE_DURATION,
        "",
        "the amount of time a blocking query will wait before Consul will force a response. This"
            + " value can be overridden by the 'wait' query parameter.");
    flags.toggle("dev", "Starts the agent in development mode.");
    flags.toggle(
        "enable-local-script-checks", "Enables health check scripts from configuration file.");
    flags.toggle("enable-script-checks", "Enables health check scripts.");
    flags.list("hcl", "hcl config fragment. Can be specified multiple times.");
    flags.value("log-file", "Path to the file the logs get written to");
    flags.toggle("log-json", "Output logs in JSON format.");
    flags.value("log-level", "Log level of the agent.");
    flags.declare(
        "log-rotate-bytes",
        Kind.MAYBE_INT,
        "",
        "Maximum number of bytes that should be written to a log file");
    flags.declare(
        "log-rotate-duration",
        Kind.MAYBE_DURATION,
        "",
        "Time after which log rotation needs to be performed");
    flags.declare(
        "log-rotate-max-files", Kind.MAYBE_INT, "", "Maximum number of log file archives to keep");
    flags.declare(
        "max-query-time",
        Kind.MAYBE_DURATION,
        "",
        "the maximum amount of time a blocking query can wait before Consul will force a response."
            + " Consul applies jitter to the wait time. The jittered time will be capped to"
            + " MaxQueryTime.");
    flags.value("pid-file", "Path to file to store agent PID.");
    flags.toggle("syslog", "Enables logging to syslog.");
  }

  /// The pool: who is in it and how to reach the others.
  private static void pool(FlagSet flags) {
    flags.value("advertise", "Sets the advertise address to use.");
    flags.value("advertise-wan", "Sets address to advertise on WAN instead of -advertise address.");
    flags.value("bind", "Sets the bind address for cluster communication.");
    flags.toggle("disable-keyring-file", "Disables the backing up of the keyring to a file.");
    flags.value("encrypt", "Provides the gossip encryption key.");
    flags.list(
        "join", "Address of an agent to join at start time. Can be specified multiple times.");
    flags.list(
        "join-wan",
        "Address of an agent to join -wan at start time. Can be specified multiple times.");
    flags.list(
        "primary-gateway",
        "Address of a mesh gateway in the primary datacenter to use to bootstrap WAN federation at"
            + " start time with retries enabled. Can be specified multiple times.");
    flags.toggle("rejoin", "Ignores a previous leave and attempts to rejoin the cluster.");
    flags.declare("retry-interval", Kind.MAYBE_DURATION, "", "Time to wait between join attempts.");
    flags.declare(
        "retry-interval-wan", Kind.MAYBE_DURATION, "", "Time to wait between join -wan attempts.");
    flags.list(
        "retry-join",
        "Address of an agent to join at start time with retries enabled. Can be specified multiple"
            + " times.");
    flags.list(
        "retry-join-wan",
        "Address of an agent to join -wan at start time with retries enabled. Can be specified"
            + " multiple times.");
    flags.declare(
        "retry-max",
        Kind.MAYBE_INT,
        "",
        "Maximum number of join attempts. Defaults to 0, which will retry indefinitely.");
    flags.declare(
        "retry-max-wan",
        Kind.MAYBE_INT,
        "",
        "Maximum number of join -wan attempts. Defaults to 0, which will retry indefinitely.");
    flags.value("segment", "(Enterprise-only) Sets the network segment to join.");
    flags.list(
        "serf-lan-allowed-cidrs",
        "Networks (eg: 192.168.1.0/24) allowed for Serf LAN. Can be specified multiple times.");
    flags.value("serf-lan-bind", "Address to bind Serf LAN listeners to.");
    flags.declare("serf-lan-port", Kind.MAYBE_INT, "", "Sets the Serf LAN port to listen on.");
    flags.list(
        "serf-wan-allowed-cidrs",
        "Networks (eg: 192.168.1.0/24) allowed for Serf WAN (other datacenters). Can be specified"
            + " multiple times.");
    flags.value("serf-wan-bind", "Address to bind Serf WAN listeners to.");
    flags.declare("serf-wan-port", Kind.MAYBE_INT, "", "Sets the Serf WAN port to listen on.");
  }

  /// Flags of later releases, taken though the list of flags does not show them.
  private static void additions(FlagSet flags) {
    flags.toggle("auto-reload-config", "Watches the configuration files and reloads them.").hide();
    flags.declare("grpc-tls-port", Kind.MAYBE_INT, "", "Sets the gRPC-TLS port.").hide();
    flags.value("partition", "Names the admin partition; only the default one exists.").hide();
  }
}
