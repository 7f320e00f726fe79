package org.consulkv.faults.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.consulkv.faults.node.Answer;
import org.consulkv.faults.node.Node;
import org.consulkv.testkit.machine.Await;

/// Who votes, as a server has it in its own log.
public final class Voters {
  private static final Duration ANSWER = Duration.ofSeconds(5);
  private static final ObjectMapper JSON = new ObjectMapper();

  private Voters() {}

  /// The id that a voter of this name has in Raft.
  public static Optional<String> id(Node asked, String name) {
    return Optional.ofNullable(idsByName(asked).get(name));
  }

  /// Returns once each of these servers knows that they are the voters, and nobody else.
  ///
  /// @throws AssertionError if that is not so in time
  public static void awaitAllSee(List<Node> servers, Duration limit) {
    var names = new TreeSet<>(servers.stream().map(node -> node.settings().name()).toList());
    for (Node server : servers) {
      Await.until(
          limit,
          () -> idsByName(server).keySet().equals(names),
          () ->
              "%s has the voters %s, not %s%s"
                  .formatted(server.settings().name(), idsByName(server), names, server.tail()));
    }
  }

  private static Map<String, String> idsByName(Node asked) {
    Map<String, String> voters = new TreeMap<>();
    if (asked.client().get("/v1/operator/raft/configuration?stale", ANSWER)
            instanceof Answer.Reply reply
        && reply.status() == 200) {
      for (JsonNode server : read(reply.body()).path("Servers")) {
        if (server.path("Voter").asBoolean()) {
          voters.put(server.path("Node").asText(), server.path("ID").asText());
        }
      }
    }
    return voters;
  }

  private static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
