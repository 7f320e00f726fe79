package org.consulkv.agent.founding;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.consulkv.agent.AgentException;
import org.consulkv.runtime.LogStatus.Peer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `raft/peers.json` in the data directory: the servers that shall go on when most of a cluster's
/// servers are lost for good. A list of objects with `id`, `address` and `non_voter`; read once, at
/// start, and then removed.
///
/// Threading: used by the thread that starts the agent.
public final class PeersFile {
  private static final Logger LOG = LoggerFactory.getLogger("agent.server");
  private static final JsonFactory JSON = new JsonFactory();

  private final Path path;

  private PeersFile(Path path) {
    this.path = path;
  }

  /// @param raft the folder of the log
  public static PeersFile in(Path raft) {
    return new PeersFile(raft.resolve("peers.json"));
  }

  /// Gives a log its members.
  @FunctionalInterface
  public interface Recovery {
    /// @throws IllegalArgumentException if they cannot form a cluster
    /// @throws IOException if the log cannot be changed
    void with(List<Peer> members) throws IOException;
  }

  /// Recovers with what the file says, if there is one, and removes it.
  ///
  /// @throws AgentException if it is malformed, or the log cannot be changed; the file stays, and
  ///   the log is as before
  public void apply(Recovery recovery) {
    if (!Files.exists(path)) {
      return;
    }
    try {
      List<Peer> members = read();
      recovery.with(members);
      LOG.warn("recovered from {}: the log has {} servers now", path, members.size());
      Files.delete(path);
    } catch (IOException | IllegalArgumentException e) {
      throw new AgentException(
          "Failed to start Consul server: Failed to start Raft: recovery failed to parse or apply "
              + path
              + ": "
              + e.getMessage(),
          e);
    }
  }

  private List<Peer> read() throws IOException {
    List<Peer> members = new ArrayList<>();
    try (JsonParser json = JSON.createParser(Files.readAllBytes(path))) {
      if (json.nextToken() != JsonToken.START_ARRAY) {
        throw new IOException("it must be a list of servers");
      }
      while (json.nextToken() == JsonToken.START_OBJECT) {
        members.add(member(json));
      }
      if (json.currentToken() != JsonToken.END_ARRAY || json.nextToken() != null) {
        throw new IOException("it must be a list of servers, and nothing else");
      }
    }
    return members;
  }

  private static Peer member(JsonParser json) throws IOException {
    String id = "";
    String address = "";
    boolean voter = true;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "id" -> id = json.getText();
        case "address" -> address = json.getText();
        case "non_voter" -> voter = !json.getBooleanValue();
        default -> throw new IOException("a server has no field '" + name + "'");
      }
    }
    if (id.isEmpty() || address.isEmpty()) {
      throw new IOException("a server needs an id and an address");
    }
    return new Peer(id, address, voter);
  }
}
