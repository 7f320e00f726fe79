package org.consulkv.faults.node;

import java.nio.file.Files;
import java.nio.file.Path;

/// The distribution under test, as `mvn package` leaves it unpacked.
final class Distribution {
  private Distribution() {}

  /// Its program `consul`. The folder is given by the system property `consul.dist`.
  static Path program() {
    Path folder = Path.of(System.getProperty("consul.dist", "../app/target/dist")).normalize();
    Path program = folder.resolve("bin/consul").toAbsolutePath();
    if (!Files.isExecutable(program)) {
      throw new AssertionError("no distribution in " + folder + ": run `mvn package` first");
    }
    return program;
  }
}
