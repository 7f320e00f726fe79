package org.consulkv.cli.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.consulkv.cli.FakeAgent;
import org.consulkv.cli.Shell;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Commands_about_services {
  private final FakeAgent agent = new FakeAgent();
  private final Shell shell = Shell.of(agent);

  @AfterEach
  void close() {
    agent.close();
  }

  @Test
  void list_nodes_and_services() {
    agent
        .on(
            "GET /v1/catalog/nodes?node-meta=rack%3A7",
            200,
            "[{\"Node\":\"n\",\"ID\":\"0123456789\",\"Address\":\"10.0.0.1\",\"Datacenter\":\"dc1\"}]")
        .on("GET /v1/catalog/services", 200, "{\"web\":[\"v1\",\"a\"],\"api\":[]}");
    assertThat(shell.run("catalog", "nodes", "-node-meta=rack=7")).isZero();
    assertThat(shell.out())
        .isEqualTo("Node  ID        Address   DC\nn     01234567  10.0.0.1  dc1\n");
    assertThat(shell.run("catalog", "services", "-tags")).isZero();
    assertThat(shell.out()).isEqualTo("api\nweb  a,v1\n");
  }

  @Test
  void register_from_flags_and_files(@TempDir Path folder) throws IOException {
    agent.on("PUT /v1/agent/service/register", 200, "");
    assertThat(shell.run("services", "register", "-name=web", "-port=80", "-meta=a=b")).isZero();
    assertThat(shell.out()).isEqualTo("Registered service: web\n");
    Path file =
        Files.writeString(
            folder.resolve("db.json"),
            "{\"service\":{\"name\":\"db\",\"enable_tag_override\":true,\"meta\":{\"a_b\":\"c\"}}}");
    assertThat(shell.run("services", "register", file.toString())).isZero();
    assertThat(agent.requests())
        .containsExactly(
            "PUT /v1/agent/service/register"
                + " {\"Name\":\"web\",\"Port\":80,\"Meta\":{\"a\":\"b\"}}",
            "PUT /v1/agent/service/register"
                + " {\"Name\":\"db\",\"EnableTagOverride\":true,\"Meta\":{\"a_b\":\"c\"}}");
  }

  @Test
  void read_files_in_hcl_as_a_node_does(@TempDir Path folder) throws IOException {
    agent.on("PUT /v1/agent/service/register", 200, "");
    Path file = Files.writeString(folder.resolve("db.hcl"), "db");
    assertThat(shell.run("services", "register", file.toString())).isZero();
    assertThat(agent.requests())
        .containsExactly("PUT /v1/agent/service/register {\"Name\":\"db\"}");
  }

  @Test
  void take_a_node_out_of_use() {
    agent
        .on("PUT /v1/agent/maintenance?enable=true&reason=disks", 200, "")
        .on("GET /v1/agent/self", 200, "{\"Config\":{\"NodeName\":\"n\"}}")
        .on("GET /v1/agent/checks", 200, "{\"_node_maintenance\":{\"Notes\":\"disks\"}}");
    assertThat(shell.run("maint", "-enable", "-reason=disks")).isZero();
    assertThat(shell.out()).isEqualTo("Node maintenance is now enabled\n");
    assertThat(shell.run("maint")).isZero();
    assertThat(shell.out()).isEqualTo("Node:\n  Name:   n\n  Reason: disks\n");
  }

  @Test
  void estimate_round_trips() {
    agent.on(
        "GET /v1/coordinate/nodes",
        200,
        """
        [{"Node":"a","Coord":{"Vec":[0.003,0],"Height":0.001,"Adjustment":0}},
         {"Node":"b","Coord":{"Vec":[0,0.004],"Height":0.001,"Adjustment":0.0005}}]\
        """);
    assertThat(shell.run("rtt", "a", "b")).isZero();
    assertThat(shell.out()).isEqualTo("Estimated a <-> b rtt: 7.500 ms (using LAN coordinates)\n");
    assertThat(shell.run("rtt", "a", "c")).isEqualTo(1);
    assertThat(shell.err()).isEqualTo("Could not find a coordinate for node \"c\"\n");
  }
}
