package org.consulkv.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.consulkv.testkit.machine.FreePort;

/// Agents of one datacenter with data directories, each of which joins the first one. One that is
/// started again has the ports that it had before, or the others would take it for an impostor.
///
/// Threading: one test, one thread.
final class OneCluster implements AutoCloseable {
  /// A new server votes soon: on a busy machine none is healthy for ten seconds at a stretch.
  static final String SERVER =
      "server = true bootstrap_expect = 3 autopilot { server_stabilization_time = \"200ms\" }";

  static final String CLIENT = "server = false";
  static final String REPLICA = "server = true read_replica = true";

  private final List<OneAgent> agents = new ArrayList<>();
  private final Map<String, Ports> ports = new LinkedHashMap<>();
  private final Path folder;

  private record Ports(int lan, int wan, int server) {}

  /// @param folder of the data directories
  OneCluster(Path folder) {
    this.folder = folder;
  }

  /// Starts an agent, on the data directory of an earlier one of that name if there was one.
  ///
  /// @param more settings in HCL, its role among them
  OneAgent start(String name, String more) throws IOException {
    Ports own =
        ports.computeIfAbsent(
            name, _ -> new Ports(FreePort.next(), FreePort.next(), FreePort.next()));
    String others =
        agents.isEmpty()
            ? ""
            : "\"127.0.0.1:%d\"".formatted(agents.getFirst().agent.config().ports().serfLan());
    OneAgent started =
        new OneAgent(
            false,
            """
            node_name = "%s" data_dir = "%s" retry_join = [%s] retry_interval = "1s"
            ports { serf_lan = %d, serf_wan = %d, server = %d }
            bind_addr = "127.0.0.1" performance { raft_multiplier = 1 }
            %s
            """
                .formatted(name, data(name), others, own.lan(), own.wan(), own.server(), more));
    agents.add(started);
    return started;
  }

  Path data(String name) {
    return folder.resolve(name);
  }

  /// All that were started and not stopped here, the first one first.
  List<OneAgent> agents() {
    return List.copyOf(agents);
  }

  /// Ends an agent without leaving.
  void stop(OneAgent agent) throws IOException {
    agents.remove(agent);
    agent.stop();
  }

  boolean allRead() {
    return agents.stream().allMatch(agent -> agent.get("/v1/kv/none").startsWith("404"));
  }

  /// Not the one that the others joined.
  OneAgent follower() {
    return agents.stream()
        .skip(1)
        .filter(agent -> agent.agent.server().filter(server -> !server.leads()).isPresent())
        .findFirst()
        .orElseThrow();
  }

  /// How many servers have a vote, by what this one knows.
  static int voters(OneAgent asked) {
    return count(asked, true);
  }

  /// How many servers of the log have none.
  static int replicas(OneAgent asked) {
    return count(asked, false);
  }

  private static int count(OneAgent asked, boolean voter) {
    return asked
            .get("/v1/operator/raft/configuration?stale")
            .split("\"Voter\": *" + voter, -1)
            .length
        - 1;
  }

  @Override
  public void close() throws IOException {
    for (OneAgent agent : agents.reversed()) {
      agent.close();
    }
  }
}
