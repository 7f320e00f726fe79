package org.consulkv.gossip.serf;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.consulkv.gossip.msgpack.MalformedException;
import org.consulkv.runtime.Bytes;

/// A change of all members' keyrings, or a look at them, as a query: its name and payload, and what
/// the answers say.
public sealed interface KeyOperation {
  String INSTALL_QUERY = InternalQueries.PREFIX + "install-key";
  String USE_QUERY = InternalQueries.PREFIX + "use-key";
  String REMOVE_QUERY = InternalQueries.PREFIX + "remove-key";
  String LIST_QUERY = InternalQueries.PREFIX + "list-keys";

  record Install(Bytes key) implements KeyOperation {}

  record Use(Bytes key) implements KeyOperation {}

  record Remove(Bytes key) implements KeyOperation {}

  record ListAll() implements KeyOperation {}

  default String query() {
    return switch (this) {
      case Install _ -> INSTALL_QUERY;
      case Use _ -> USE_QUERY;
      case Remove _ -> REMOVE_QUERY;
      case ListAll _ -> LIST_QUERY;
    };
  }

  default Bytes payload() {
    return InternalQueries.request(
        switch (this) {
          case Install(var key) -> key;
          case Use(var key) -> key;
          case Remove(var key) -> key;
          case ListAll _ -> Bytes.EMPTY;
        });
  }

  /// One member's answer.
  record Reply(boolean result, String message, List<String> keys, String primary) {}

  /// What an answer's payload says; empty if it is nothing that is known.
  static Optional<Reply> reply(Bytes payload) {
    try {
      return Optional.of(InternalQueries.reply(payload));
    } catch (MalformedException _) {
      return Optional.empty();
    }
  }

  /// All answers together.
  ///
  /// @param members how many were asked
  /// @param messages of members that have something to say, by name
  /// @param keys how many members have each key, in base64
  /// @param primaries how many members encrypt with each key
  record Summary(
      int members,
      int replies,
      int errors,
      Map<String, String> messages,
      Map<String, Integer> keys,
      Map<String, Integer> primaries) {
    /// @param replies by member
    public static Summary of(int members, Map<String, Reply> replies) {
      Map<String, String> messages = new TreeMap<>();
      Map<String, Integer> keys = new TreeMap<>();
      Map<String, Integer> primaries = new TreeMap<>();
      int errors = 0;
      for (Map.Entry<String, Reply> entry : replies.entrySet()) {
        Reply reply = entry.getValue();
        errors += reply.result() ? 0 : 1;
        if (!reply.message().isEmpty()) {
          messages.put(entry.getKey(), reply.message());
        }
        reply.keys().forEach(key -> keys.merge(key, 1, Integer::sum));
        if (!reply.primary().isEmpty()) {
          primaries.merge(reply.primary(), 1, Integer::sum);
        }
      }
      return new Summary(members, replies.size(), errors, messages, keys, primaries);
    }
  }
}
