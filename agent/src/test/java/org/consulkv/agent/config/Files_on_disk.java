package org.consulkv.agent.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Writes configuration files for tests.
final class Files_on_disk {
  private final Path folder;

  Files_on_disk(Path folder) {
    this.folder = folder;
  }

  Path write(String name, String text) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.resolveSibling("."));
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The checked configuration of a text, with a data directory.
  AgentConfig check(String name, String text) {
    return load(name, text).config();
  }

  LoadedConfig load(String name, String text) {
    Path base = write("base.hcl", "data_dir = \"/tmp/consul-kv-no-such\" node_name = \"n\"");
    return ConfigLoader.check(
        ConfigInput.ofFiles(List.of(base, write(name, text)), Optional.empty()));
  }
}
