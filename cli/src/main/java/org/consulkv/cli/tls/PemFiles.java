package org.consulkv.cli.tls;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.consulkv.cli.command.CommandError;
import org.consulkv.cli.command.Terminal;

/// Writes new files that only their owner may change; keys only he may read.
final class PemFiles {
  private PemFiles() {}

  static void write(String name, String content, boolean secret, Terminal terminal) {
    Path file = Path.of(name);
    try {
      Files.createFile(
          file,
          PosixFilePermissions.asFileAttribute(
              PosixFilePermissions.fromString(secret ? "rw-------" : "rw-r--r--")));
      Files.writeString(file, content, StandardOpenOption.WRITE);
    } catch (FileAlreadyExistsException e) {
      throw new CommandError(name + " already exists.");
    } catch (IOException e) {
      throw new CommandError("Error writing " + name + ": " + e.getMessage());
    }
    terminal.print("==> Saved " + name);
  }

  static void requireFree(String name) {
    if (Files.exists(Path.of(name))) {
      throw new CommandError(name + " already exists.");
    }
  }
}
