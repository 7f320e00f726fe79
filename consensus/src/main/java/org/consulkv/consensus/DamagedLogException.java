package org.consulkv.consensus;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/// The data directory lacks entries that may have been acknowledged. Starting would lose them, so a
/// person has to decide.
public final class DamagedLogException extends IOException {
  private static final String WHAT_TO_DO =
      " Acknowledged writes may be lost, so this node does not start. Restore the data directory,"
          + " or this file, from a backup; or move the data directory away and start with an empty"
          + " one, to be filled by the other servers or by `consul snapshot restore`.";

  private DamagedLogException(String message) {
    super(message);
  }

  static DamagedLogException damaged(Path file, String damage, long entry) {
    return new DamagedLogException(
        String.format(
            Locale.ROOT,
            "The log file %s is damaged: %s; entry %d and later ones cannot be read.%s",
            file,
            damage,
            entry,
            WHAT_TO_DO));
  }

  static DamagedLogException missing(Path file, long first, long last) {
    return new DamagedLogException(
        String.format(
            Locale.ROOT,
            "The log lacks the entries %d to %d, which belong before %s.%s",
            first,
            last,
            file,
            WHAT_TO_DO));
  }

  static DamagedLogException snapshot(Path file, String damage) {
    return new DamagedLogException(
        String.format(
                Locale.ROOT,
                "The snapshot %s cannot be used: %s. The log does not reach back far enough to do"
                    + " without",
                file,
                damage)
            + " it."
            + WHAT_TO_DO);
  }
}
