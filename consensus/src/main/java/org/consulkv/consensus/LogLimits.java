package org.consulkv.consensus;

/// Bounds of the queue in front of a log and of one entry of it.
///
/// @param commandBytes the longest command that is accepted; it also bounds an entry of one command
/// @param entryCommands commands that may share one entry
/// @param entryBytes once an entry holds this much, it takes no further command
/// @param entriesInFlight entries that are appended and not applied yet
/// @param queuedCommands commands that may wait for an entry; the next one is refused
/// @param queuedBytes bytes of commands that may wait for an entry; the next one is refused
public record LogLimits(
    int commandBytes,
    int entryCommands,
    int entryBytes,
    int entriesInFlight,
    int queuedCommands,
    long queuedBytes) {
  private static final int KIB = 1 << 10;
  private static final int MIB = 1 << 20;

  /// Few entries in flight and many commands in each: what an entry costs is shared by all of them.
  /// A command has room for a value four times as large as `limits.kv_max_value_size` by default.
  public static final LogLimits DEFAULT =
      new LogLimits(2 * MIB, 512, 512 * KIB, 2, 16_384, 128L * MIB);

  public LogLimits {
    requirePositive("commandBytes", commandBytes);
    requirePositive("entryCommands", entryCommands);
    requirePositive("entryBytes", entryBytes);
    requirePositive("entriesInFlight", entriesInFlight);
    requirePositive("queuedCommands", queuedCommands);
    requirePositive("queuedBytes", queuedBytes);
  }

  /// Makes room for longer commands: memory for one entry is set aside.
  public LogLimits withCommandBytes(int changed) {
    return new LogLimits(
        changed, entryCommands, entryBytes, entriesInFlight, queuedCommands, queuedBytes);
  }

  private static void requirePositive(String name, long value) {
    if (value <= 0) {
      throw new IllegalArgumentException(name + " must be positive, not " + value);
    }
  }
}
