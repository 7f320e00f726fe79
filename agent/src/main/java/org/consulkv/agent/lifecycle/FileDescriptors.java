package org.consulkv.agent.lifecycle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.consulkv.agent.AgentException;

/// The operating system's bound on open files, connections included.
public final class FileDescriptors {
  /// Beside its clients' connections, an agent needs files of its own.
  private static final int RESERVED = 20;

  private FileDescriptors() {}

  /// @throws AgentException if one client could use up all descriptors
  public static void requireEnoughFor(int connectionsPerClient) {
    requireEnough(connectionsPerClient, limit());
  }

  static void requireEnough(int connectionsPerClient, OptionalLong limit) {
    long needed = (long) connectionsPerClient + RESERVED;
    if (connectionsPerClient > 0 && limit.isPresent() && limit.getAsLong() < needed) {
      throw new AgentException(
          String.format(
              Locale.ROOT,
              "system allows a max of %d file descriptors, but limits.http_max_conns_per_client: %d"
                  + " needs at least %d",
              limit.getAsLong(),
              connectionsPerClient,
              needed));
    }
  }

  /// This process's soft limit; empty if it is unlimited or not known.
  private static OptionalLong limit() {
    try {
      return parse(Files.readAllLines(Path.of("/proc/self/limits")));
    } catch (IOException _) {
      return OptionalLong.empty();
    }
  }

  static OptionalLong parse(List<String> limits) {
    for (String line : limits) {
      if (line.startsWith("Max open files")) {
        String soft = line.substring("Max open files".length()).strip().split(" +", 2)[0];
        return soft.equals("unlimited")
            ? OptionalLong.empty()
            : OptionalLong.of(Long.parseLong(soft));
      }
    }
    return OptionalLong.empty();
  }
}
