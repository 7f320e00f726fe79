package org.consulkv.cli.lock;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.consulkv.cli.FakeAgent;
import org.consulkv.cli.Shell;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class A_program_under_a_lock {
  private static final String FLAGS = "3304740253564472344";
  private static final String READ = "GET /v1/kv/job/.lock?consistent=";
  private static final String WATCH = READ + "&index=5&wait=15000ms";
  private static final String ACQUIRE = "PUT /v1/kv/job/.lock?acquire=s1&flags=" + FLAGS;
  private static final String RELEASE = "PUT /v1/kv/job/.lock?flags=" + FLAGS + "&release=s1";
  private static final String INDEX = "X-Consul-Index: 5";

  @TempDir private Path folder = Path.of("");
  private final FakeAgent agent = new FakeAgent();
  private final Shell shell = Shell.of(agent);

  @BeforeEach
  void prepare() {
    shell.with("PATH", System.getenv("PATH"));
    agent
        .on("PUT /v1/session/create", 200, "{\"ID\":\"s1\"}")
        .on("PUT /v1/session/destroy/s1", 200, "true")
        .on(RELEASE, 200, "true");
  }

  @AfterEach
  void close() {
    agent.close();
  }

  private static String heldBy(String session) {
    return "[{\"Key\":\"job/.lock\",\"Flags\":"
        + FLAGS
        + ",\"Session\":\""
        + session
        + "\",\"Value\":null,\"ModifyIndex\":4}]";
  }

  private void lockIsFree() {
    agent
        .on(READ, 404, "", INDEX)
        .on(ACQUIRE, 200, "true")
        .on(READ, 200, heldBy("s1"), INDEX)
        .on(WATCH, 200, heldBy("s1"), INDEX);
  }

  @Test
  void runs_once_the_lock_is_held() {
    lockIsFree();
    Path ran = folder.resolve("ran");
    assertThat(shell.run("lock", "/job", "test $CONSUL_LOCK_HELD = true && touch " + ran)).isZero();
    assertThat(ran).exists();
    assertThat(agent.requests())
        .startsWith(
            "PUT /v1/session/create {\"Name\":\"Consul lock for 'test $CONSUL_LOCK_HELD = true"
                + " \\u0026\\u0026 touch "
                + ran
                + "' at 'job'\",\"TTL\":\"15s\",\"Behavior\":\"release\"}",
            READ,
            ACQUIRE)
        .contains(RELEASE, "PUT /v1/session/destroy/s1");
  }

  @Test
  void removes_the_key_behind_it() {
    agent
        .on(READ, 404, "", INDEX)
        .on(ACQUIRE, 200, "true")
        .on(READ, 200, heldBy(""), INDEX)
        .on(WATCH, 200, heldBy("s1"), INDEX)
        .on("DELETE /v1/kv/job/.lock?cas=4", 200, "true");
    assertThat(shell.run("lock", "-verbose", "job", "true")).isZero();
    assertThat(shell.out())
        .isEqualTo(
            """
            Setting up lock at path: job/.lock
            Attempting lock acquisition
            Starting handler
            Child terminated, releasing lock
            Cleanup succeeded
            """);
  }

  @Test
  void leaves_the_key_to_the_next_holder() {
    lockIsFree();
    assertThat(shell.run("lock", "-verbose", "job", "true")).isZero();
    assertThat(shell.out()).endsWith("Cleanup aborted, lock in use\n");
  }

  @Test
  void may_fail_without_failing_the_command() {
    lockIsFree();
    assertThat(shell.run("lock", "job", "exit 3")).isZero();
    assertThat(shell.err()).isEqualTo("Error running handler: exit status 3\n");
  }

  @Test
  void fails_the_command_if_so_asked() {
    lockIsFree();
    assertThat(shell.run("lock", "-child-exit-code", "job", "exit 3")).isEqualTo(2);
  }

  @Test
  void does_not_run_if_another_holds_the_lock_all_the_time() {
    agent.on(READ, 200, heldBy("s2"), INDEX).onBytes(READ + "&index=5&wait=300ms", "");
    Path ran = folder.resolve("ran");
    assertThat(shell.run("lock", "-try=50ms", "job", "touch " + ran)).isEqualTo(1);
    assertThat(ran).doesNotExist();
    assertThat(agent.requests()).contains("PUT /v1/session/destroy/s1");
  }

  @Test
  void is_ended_when_the_lock_is_lost() {
    agent
        .on(READ, 404, "", INDEX)
        .on(ACQUIRE, 200, "true")
        .on(READ, 200, heldBy("s1"), INDEX)
        .on(WATCH, 200, heldBy("s2"), INDEX);
    assertThat(shell.run("lock", "job", "sleep 600")).isEqualTo(1);
    assertThat(shell.err()).isEqualTo("Error running handler: signal: terminated\n");
  }

  @Test
  void is_ended_when_the_agent_cannot_tell_who_holds_the_lock() {
    agent
        .on(READ, 404, "", INDEX)
        .on(ACQUIRE, 200, "true")
        .on(READ, 200, heldBy("s1"), INDEX)
        .on(WATCH, 500, "No cluster leader");
    assertThat(shell.run("lock", "-monitor-retry=0", "job", "sleep 600")).isEqualTo(1);
    assertThat(shell.err()).isEqualTo("Error running handler: signal: terminated\n");
  }

  @Test
  void goes_on_when_the_agent_can_tell_again() {
    agent
        .on(READ, 404, "", INDEX)
        .on(ACQUIRE, 200, "true")
        .on(READ, 200, heldBy("s1"), INDEX)
        .on(WATCH, 500, "No cluster leader")
        .on(WATCH, 200, heldBy("s1"), INDEX);
    Path file = folder.resolve("asked-again");
    assertThat(shell.run("lock", "-child-exit-code", "job", "sleep 1.5 && touch " + file)).isZero();
    assertThat(file).exists();
  }

  @Test
  void does_not_touch_a_key_that_is_no_lock() {
    agent.on(READ, 200, heldBy("").replace(FLAGS, "0"), INDEX);
    assertThat(shell.run("lock", "job", "true")).isEqualTo(1);
    assertThat(shell.err())
        .isEqualTo("Lock acquisition failed: Existing key does not match lock use\n");
  }

  @Test
  void is_given_words_as_they_are_without_a_shell() throws java.io.IOException {
    lockIsFree();
    Path file = Files.createFile(folder.resolve("a b"));
    assertThat(shell.run("lock", "-shell=false", "-child-exit-code", "job", "rm", file.toString()))
        .isZero();
    assertThat(file).doesNotExist();
  }

  @Test
  void needs_a_prefix_and_a_limit() {
    assertThat(shell.run("lock", "job")).isEqualTo(1);
    assertThat(shell.err()).isEqualTo("Key prefix and child command must be specified\n");
    assertThat(shell.run("lock", "-n=0", "job", "true")).isEqualTo(1);
    assertThat(shell.err()).isEqualTo("Lock holder limit must be positive\n");
  }
}
