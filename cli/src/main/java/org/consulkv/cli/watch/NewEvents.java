package org.consulkv.cli.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.consulkv.cli.json.JsonObject;
import org.jspecify.annotations.Nullable;

/// A list of events, of which only the end is new to somebody who has seen the one before.
final class NewEvents {
  private NewEvents() {}

  /// The events after the one with this index, or all of them if it is not among them.
  ///
  /// @param cursor the index of the last answer, which is that of its last event
  static List<JsonObject> after(String cursor, @Nullable Object answer) {
    List<JsonObject> fresh = new ArrayList<>();
    for (JsonObject event : JsonObject.objectsOf(answer)) {
      fresh.add(event);
      if (index(event.text("ID")).equals(cursor)) {
        fresh.clear();
      }
    }
    return fresh;
  }

  /// The index that the agent gives a list which ends with this event.
  private static String index(String id) {
    try {
      UUID uuid = UUID.fromString(id);
      return Long.toUnsignedString(uuid.getMostSignificantBits() ^ uuid.getLeastSignificantBits());
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
