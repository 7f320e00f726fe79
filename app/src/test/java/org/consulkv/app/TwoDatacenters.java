package org.consulkv.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.consulkv.testkit.machine.Await;

/// Two datacenters that know each other: `dc1` with the server `east` and the client agent
/// `inside`, and `dc2` with the server `west`.
///
/// Threading: one test, one thread.
final class TwoDatacenters implements AutoCloseable {
  final OneAgent east;
  final OneAgent west;
  final OneAgent inside;

  /// @param settings of all of them, in HCL
  TwoDatacenters(String settings) throws IOException {
    this(_ -> settings);
  }

  /// @param settings of each of them, by the node's name
  TwoDatacenters(UnaryOperator<String> settings) throws IOException {
    east = new OneAgent("node_name = \"east\" " + settings.apply("east"));
    west = new OneAgent("node_name = \"west\" datacenter = \"dc2\" " + settings.apply("west"));
    inside =
        new OneAgent(
            """
            node_name = "inside" server = false retry_join = ["127.0.0.1:%d"]
            """
                    .formatted(east.lanPort)
                + settings.apply("inside"));
    assertThat(east.consul("join", "-wan", "127.0.0.1:" + west.wanPort))
        .isEqualTo("Successfully joined cluster by contacting 1 nodes.\n");
    Await.until(() -> datacenters(east).contains("dc2") && datacenters(west).contains("dc1"));
    Await.until(() -> inside.get("/v1/kv/none").startsWith("404"));
  }

  /// One of them, by its node's name.
  OneAgent agent(String name) {
    return Stream.of(east, west, inside)
        .filter(agent -> agent.agent.config().node().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static String datacenters(OneAgent at) {
    return at.get("/v1/catalog/datacenters");
  }

  @Override
  public void close() throws IOException {
    inside.close();
    west.close();
    east.close();
  }
}
