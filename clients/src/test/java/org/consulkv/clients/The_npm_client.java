package org.consulkv.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The package `consul` of npm. What it must do is in `src/test/npm/main.mjs`.
class The_npm_client {
  private static final long MINUTES = 3;

  @Test
  void does_its_main_jobs(@TempDir Path folder) throws Exception {
    assumeTrue(isOnPath("npm"), "npm is not installed");
    for (String file : List.of("package.json", "package-lock.json", "main.mjs")) {
      Files.copy(Path.of("src/test/npm", file), folder.resolve(file));
    }
    run(folder, 0, "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts");
    try (DevAgent agent = DevAgent.start(folder)) {
      assertThat(run(folder, agent.http(), "node", "main.mjs")).endsWith("all done\n");
    }
  }

  private static String run(Path folder, int port, String... command)
      throws IOException, InterruptedException {
    File output = folder.resolve("output").toFile();
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("CONSUL_PORT", Integer.toString(port));
    Process process = builder.redirectErrorStream(true).redirectOutput(output).start();
    boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
    process.destroyForcibly();
    String text = Files.readString(output.toPath());
    assertThat(ended && process.exitValue() == 0)
        .as(String.join(" ", command) + "\n" + text)
        .isTrue();
    return text;
  }

  private static boolean isOnPath(String program) {
    for (String entry : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
      if (Files.isExecutable(Path.of(entry, program))) {
        return true;
      }
    }
    return false;
  }
}
