package org.consulkv.agent.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class A_Docker_check {
  private static final String OUTPUT = "to stdout\nto stderr\nend\n";

  @TempDir private Path folder = Path.of("");
  private final Network network = new Network();

  @AfterEach
  void stop() {
    network.close();
  }

  private Result run(String container, String shell, String... args) {
    Probe.Docker probe = new Probe.Docker(container, shell, List.of(args));
    return Probes.result(
        new DockerProber(network, network.unixAddress(folder.resolve("docker")), probe, 4096));
  }

  private FakeDocker docker(int exitCode) throws IOException {
    return new FakeDocker(folder.resolve("docker"), exitCode);
  }

  @Test
  void runs_a_command_in_its_container() throws IOException {
    try (FakeDocker docker = docker(0)) {
      assertThat(run("web", "", "test", "-e", "/a b")).isEqualTo(Result.passing(OUTPUT));
      assertThat(docker.requests())
          .containsExactly(
              "POST /containers/web/exec {\"AttachStdin\":false,\"AttachStdout\":true,"
                  + "\"AttachStderr\":true,\"Tty\":false,\"Cmd\":[\"test\",\"-e\",\"/a b\"]}",
              "POST /exec/e1/start {\"Detach\":false,\"Tty\":false}",
              "GET /exec/e1/json ");
    }
  }

  @Test
  void lets_the_containers_shell_run_it() throws IOException {
    try (FakeDocker docker = docker(0)) {
      run("web", "/bin/bash", "test -e /a && echo b");
      assertThat(docker.requests().getFirst())
          .contains("\"Cmd\":[\"/bin/bash\",\"-c\",\"test -e /a && echo b\"]");
    }
  }

  @Test
  void warns_for_one() throws IOException {
    try (FakeDocker _ = docker(1)) {
      assertThat(run("web", "", "false")).isEqualTo(Result.warning(OUTPUT));
    }
  }

  @Test
  void is_critical_for_other_exit_codes() throws IOException {
    try (FakeDocker _ = docker(126)) {
      assertThat(run("web", "", "false")).isEqualTo(Result.critical(OUTPUT));
    }
  }

  @Test
  void is_critical_without_its_container() throws IOException {
    try (FakeDocker _ = docker(0)) {
      assertThat(run("nosuch", "", "true"))
          .isEqualTo(
              Result.critical(
                  "exec create failed for container nosuch with status 404:"
                      + " {\"message\":\"No such container\"}"));
    }
  }

  @Test
  void is_critical_without_a_daemon() {
    assertThat(run("web", "", "true").output()).startsWith("Docker's daemon: ");
  }
}
