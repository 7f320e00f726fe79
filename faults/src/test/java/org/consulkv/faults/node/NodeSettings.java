package org.consulkv.faults.node;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How a node is started.
///
/// @param log where its output goes, that of all its starts one after the other
/// @param options its configuration, in HCL, by key as written in a file; a section's value is in
///   braces
public record NodeSettings(
    String name, Host host, Ports ports, Path dataDir, Path log, Map<String, String> options) {
  public NodeSettings {
    options = Map.copyOf(options);
  }

  /// A server that is a cluster of its own on loopback, with everything in one folder.
  public static NodeSettings alone(Path folder) {
    return new NodeSettings(
            "n1",
            Host.LOOPBACK,
            Ports.free(),
            folder.resolve("data"),
            folder.resolve("n1.log"),
            Map.of())
        .with("bootstrap_expect", "1")
        .with("performance", "{ raft_multiplier = 1 }")
        .with("limits", "{ http_max_conns_per_client = 5000 }");
  }

  /// One of the servers of a cluster that is founded once so many have found each other.
  ///
  /// @param join the addresses of all
  public static NodeSettings member(
      String name, Host host, Path folder, int servers, List<String> join) {
    return new NodeSettings(
            name, host, Ports.USUAL, folder.resolve(name), folder.resolve(name + ".log"), Map.of())
        .with("bootstrap_expect", Integer.toString(servers))
        .with("retry_interval", "\"1s\"")
        .with("performance", "{ raft_multiplier = 1 }")
        .with("limits", "{ http_max_conns_per_client = 5000 }")
        .at(host, join);
  }

  /// An agent that keeps nothing, of a cluster whose members have these addresses.
  public static NodeSettings client(String name, Host host, Path folder, List<String> join) {
    NodeSettings member = member(name, host, folder, 0, join);
    var options = new TreeMap<>(member.options());
    options.remove("bootstrap_expect");
    options.put("server", "false");
    return new NodeSettings(name, host, member.ports(), member.dataDir(), member.log(), options);
  }

  /// The same at another address, in a cluster whose members have these.
  public NodeSettings at(Host other, List<String> join) {
    String addresses =
        join.stream().map(address -> '"' + address + '"').collect(Collectors.joining(", "));
    return new NodeSettings(name, other, ports, dataDir, log, options)
        .with("retry_join", "[" + addresses + "]");
  }

  public NodeSettings with(String key, String value) {
    var changed = new TreeMap<>(options);
    changed.put(key, value);
    return new NodeSettings(name, host, ports, dataDir, log, changed);
  }

  public NodeSettings in(Path dataDirectory) {
    return new NodeSettings(name, host, ports, dataDirectory, log, options);
  }

  /// Everything after the name of the program.
  List<String> arguments() {
    var arguments =
        new ArrayList<>(
            List.of(
                "agent",
                "-node=" + name,
                "-bind=" + host.address(),
                "-client=" + host.address(),
                "-data-dir=" + dataDir,
                "-http-port=" + ports.http(),
                "-server-port=" + ports.server(),
                "-serf-lan-port=" + ports.serfLan(),
                "-serf-wan-port=" + ports.serfWan(),
                "-dns-port=-1",
                "-grpc-port=-1"));
    if (!"false".equals(options.get("server"))) {
      arguments.add("-server");
    }
    new TreeMap<>(options)
        .forEach((key, value) ->
            Stream.of("-hcl", key + (value.startsWith("{") ? " " : " = ") + value)
                .forEach(arguments::add));
    return arguments;
  }
}
