package org.consulkv.gossip.serf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.consulkv.gossip.swim.Address;

/// What a member remembers of its pool from one life to the next, as the lines of a file say it
/// that Serf also reads and writes.
///
/// @param alive the last known members, this one included, by name
/// @param left whether the earlier life said goodbye
public record RejoinRecord(
    Map<String, Address> alive, long time, long eventTime, long queryTime, boolean left) {
  public static final RejoinRecord EMPTY = new RejoinRecord(Map.of(), 0, 0, 0, false);

  public RejoinRecord {
    alive = Map.copyOf(alive);
  }

  /// Reads the lines in the order in which they were written. Lines that are not understood, such
  /// as a last one that was cut off, are skipped.
  public static RejoinRecord of(Iterable<String> lines) {
    Map<String, Address> alive = new LinkedHashMap<>();
    long time = 0;
    long eventTime = 0;
    long queryTime = 0;
    boolean left = false;
    for (String line : lines) {
      int colon = line.indexOf(": ");
      String kind = colon < 0 ? line : line.substring(0, colon);
      String rest = colon < 0 ? "" : line.substring(colon + 2);
      switch (kind) {
        case "alive" -> {
          left = false;
          addMember(alive, rest);
        }
        case "not-alive" -> alive.remove(rest);
        case "clock" -> time = Math.max(time, number(rest));
        case "event-clock" -> eventTime = Math.max(eventTime, number(rest));
        case "query-clock" -> queryTime = Math.max(queryTime, number(rest));
        case "leave" -> left = true;
        default -> {}
      }
    }
    return new RejoinRecord(alive, time, eventTime, queryTime, left);
  }

  /// The fewest lines that say the same.
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    alive.forEach((name, address) -> lines.add("alive: " + name + " " + address));
    lines.add("clock: " + time);
    lines.add("event-clock: " + eventTime);
    lines.add("query-clock: " + queryTime);
    if (left) {
      lines.add("leave");
    }
    return lines;
  }

  private static void addMember(Map<String, Address> alive, String rest) {
    int space = rest.lastIndexOf(' ');
    int colon = rest.lastIndexOf(':');
    if (space < 1 || colon < space) {
      return;
    }
    String host = rest.substring(space + 1, colon).replace("[", "").replace("]", "");
    try {
      int port = Integer.parseInt(rest.substring(colon + 1));
      alive.put(rest.substring(0, space), Address.of(host, port));
    } catch (IllegalArgumentException _) {
      // Cut off.
    }
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text.trim());
    } catch (NumberFormatException _) {
      return 0;
    }
  }
}
