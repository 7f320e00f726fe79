package org.consulkv.consensus;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.consulkv.runtime.LogException;
import org.consulkv.runtime.LogException.Reason;

/// Keeps the disk from getting so full that Ratis cannot write: commands are refused while there is
/// still room for what is under way.
///
/// Threading: thread-safe.
final class DiskSpace {
  /// Room left for Ratis itself: space it takes ahead, its term and its configuration.
  static final long RESERVED_BYTES = 2L * RatisSettings.PREALLOCATED_BYTES;

  private final Path directory;
  private final Usable usable;

  /// Free bytes of a disk.
  interface Usable {
    long bytes() throws IOException;
  }

  DiskSpace(Path directory, Usable usable) {
    this.directory = directory;
    this.usable = usable;
  }

  /// @param directory any folder on the disk; it must exist
  static DiskSpace of(Path directory) throws IOException {
    FileStore store = Files.getFileStore(directory);
    return new DiskSpace(directory, store::getUsableSpace);
  }

  /// @throws LogException with [Reason#STORAGE] if writing `bytes` would leave too little room
  void require(long bytes) {
    long free;
    try {
      free = usable.bytes();
    } catch (IOException e) {
      throw new LogException(
          Reason.STORAGE, "cannot tell how much space is left in " + directory, e);
    }
    long needed = bytes + RESERVED_BYTES;
    if (free < needed) {
      throw new LogException(
          Reason.STORAGE,
          String.format(
              Locale.ROOT,
              "no space left in %s: %d bytes are free and %d are needed",
              directory,
              free,
              needed));
    }
  }
}
