package org.consulkv.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The source tree this build is of.
final class Repository {
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  /// The folders of the modules that have compiled classes.
  static List<Path> modules() {
    try (Stream<Path> folders = Files.list(ROOT)) {
      return folders.filter(folder -> Files.isDirectory(classes(folder))).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path module(String name) {
    return ROOT.resolve(name);
  }

  static Path classes(Path module) {
    return module.resolve("target/classes");
  }

  /// All Java sources, tests and this module included.
  static List<Path> sources() {
    try (Stream<Path> folders = Files.list(ROOT)) {
      return folders
          .map(folder -> folder.resolve("src"))
          .filter(Files::isDirectory)
          .flatMap(folder -> filesUnder(folder, ".java"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<Path> filesUnder(Path folder, String ending) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Repository() {}
}
