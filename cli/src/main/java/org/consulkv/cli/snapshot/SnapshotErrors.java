package org.consulkv.cli.snapshot;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Errors of files, worded as Go's `os` package does.
final class SnapshotErrors {
  private SnapshotErrors() {}

  static String open(Path file, IOException error) {
    if (error instanceof NoSuchFileException) {
      return "open " + file + ": no such file or directory";
    }
    if (error instanceof AccessDeniedException) {
      return "open " + file + ": permission denied";
    }
    return String.valueOf(error.getMessage());
  }
}
