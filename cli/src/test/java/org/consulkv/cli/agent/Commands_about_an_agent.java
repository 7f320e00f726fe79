package org.consulkv.cli.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.consulkv.cli.FakeAgent;
import org.consulkv.cli.Shell;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class Commands_about_an_agent {
  private static final String MEMBERS =
      """
      [{"Name":"b","Addr":"10.0.0.2","Port":8301,"Status":4,
        "Tags":{"role":"node","build":"1.10.12:abc","dc":"dc1","vsn":"2"}},
       {"Name":"s","Addr":"fe80::1","Port":8301,"Status":1,
        "Tags":{"role":"consul","build":"1.10.12","dc":"dc1","vsn":"2"}}]\
      """;

  private final FakeAgent agent = new FakeAgent();
  private final Shell shell = Shell.of(agent);

  @AfterEach
  void close() {
    agent.close();
  }

  @Test
  void list_its_members() {
    agent.on("GET /v1/agent/members?segment=_all", 200, MEMBERS);
    assertThat(shell.run("members")).isZero();
    assertThat(shell.out())
        .isEqualTo(
            """
            Node  Address         Status  Type    Build    Protocol  DC   Segment
            s     [fe80::1]:8301  alive   server  1.10.12  2         dc1  <all>
            b     10.0.0.2:8301   failed  client  1.10.12  2         dc1  <default>
            """);
  }

  @Test
  void list_the_members_of_a_status_or_exit_with_2() {
    agent.on("GET /v1/agent/members?segment=_all", 200, MEMBERS);
    assertThat(shell.run("members", "-status=fail", "-detailed")).isZero();
    assertThat(shell.out())
        .isEqualTo(
            """
            Node  Address        Status  Tags
            b     10.0.0.2:8301  failed  build=1.10.12:abc,dc=dc1,role=node,vsn=2
            """);
    assertThat(shell.run("members", "-status=left")).isEqualTo(2);
    assertThat(shell.out() + shell.err()).isEmpty();
    assertThat(shell.run("members", "-status=[")).isEqualTo(1);
    assertThat(shell.err())
        .isEqualTo(
            "Failed to compile status regexp: error parsing regexp: missing closing ]: `[`\n");
  }

  @Test
  void print_its_facts_in_order() {
    agent.on(
        "GET /v1/agent/self", 200, "{\"Stats\":{\"raft\":{\"b\":\"2\",\"a\":\"1\"},\"build\":{}}}");
    assertThat(shell.run("info")).isZero();
    assertThat(shell.out()).isEqualTo("build:\nraft:\n\ta = 1\n\tb = 2\n");
  }

  @Test
  void make_it_join_leave_and_reload() {
    agent
        .on("PUT /v1/agent/join/10.0.0.9", 200, "")
        .on("PUT /v1/agent/force-leave/n?prune=1", 200, "")
        .on("PUT /v1/agent/leave", 200, "")
        .on("PUT /v1/agent/reload", 500, "bad file");
    assertThat(shell.run("join", "10.0.0.9", "10.0.0.8")).isZero();
    assertThat(shell.out()).isEqualTo("Successfully joined cluster by contacting 1 nodes.\n");
    assertThat(shell.err())
        .isEqualTo("Error joining address '10.0.0.8': Unexpected response code: 404 ()\n");
    assertThat(shell.run("force-leave", "-prune", "n")).isZero();
    assertThat(shell.run("leave")).isZero();
    assertThat(shell.out()).isEqualTo("Graceful leave complete\n");
    assertThat(shell.run("reload")).isEqualTo(1);
    assertThat(shell.err())
        .isEqualTo("Error reloading: Unexpected response code: 500 (bad file)\n");
  }

  @Test
  void show_its_log_until_it_ends() {
    agent.on("GET /v1/agent/monitor?logjson=true&loglevel=debug", 200, "line one\nline two\n");
    assertThat(shell.run("monitor", "-log-level=debug", "-log-json")).isZero();
    assertThat(shell.out()).startsWith("line one\nline two\n\nThe agent ended the stream");
  }

  @Test
  void list_the_servers_of_its_raft_group() {
    agent.on(
        "GET /v1/operator/raft/configuration?stale=",
        200,
        """
        {"Servers":[{"ID":"1-2","Node":"s","Address":"10.0.0.1:8300","Leader":true,
        "ProtocolVersion":"3","Voter":true}],"Index":1}\
        """);
    assertThat(shell.run("operator", "raft", "list-peers", "-stale")).isZero();
    assertThat(shell.out())
        .isEqualTo(
            """
            Node  ID   Address        State   Voter  RaftProtocol
            s     1-2  10.0.0.1:8300  leader  true   3
            """);
  }

  @Test
  void make_keys_of_32_bytes() {
    assertThat(shell.run("keygen")).isZero();
    String first = shell.out();
    assertThat(Base64.getDecoder().decode(first.strip())).hasSize(32);
    shell.run("keygen");
    assertThat(shell.out()).isNotEqualTo(first);
  }
}
