package org.consulkv.faults.kv;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.consulkv.faults.node.Answer;
import org.consulkv.faults.node.Answer.Reply;
import org.consulkv.faults.node.Client;

/// The key-value API of one node. Keys are plain: they need no escaping.
///
/// Threading: thread-safe.
public final class Kv {
  private static final Duration BEYOND_WAIT = Duration.ofSeconds(30);

  private final Client client;

  public Kv(Client client) {
    this.client = client;
  }

  public Outcome<Found> get(String key, Reading reading) {
    return found(client.get("/v1/kv/" + key + "?" + reading.parameter()));
  }

  public Outcome<Found> list(String prefix, Reading reading) {
    return found(client.get("/v1/kv/" + prefix + "?recurse&" + reading.parameter()));
  }

  /// A blocking query.
  ///
  /// @param what a key, or a prefix if it ends in a slash
  /// @param index that of the answer before, or 0
  public Outcome<Found> await(String what, long index, Duration wait) {
    String path =
        "/v1/kv/%s?index=%d&wait=%dms%s"
            .formatted(what, index, wait.toMillis(), what.endsWith("/") ? "&recurse" : "");
    // A wait may take a sixteenth longer, by the API's rules.
    return found(client.get(path, wait.plus(wait.dividedBy(16)).plus(BEYOND_WAIT)));
  }

  public Outcome<Boolean> put(String key, String value) {
    return decided(client.put("/v1/kv/" + key, value));
  }

  /// @param index the ModifyIndex the key must have, or 0 if it must not exist
  public Outcome<Boolean> cas(String key, String value, long index) {
    return decided(client.put("/v1/kv/" + key + "?cas=" + index, value));
  }

  public Outcome<Boolean> delete(String key) {
    return decided(client.delete("/v1/kv/" + key));
  }

  /// Deletes the key if its ModifyIndex is this one.
  ///
  /// @param index not 0
  public Outcome<Boolean> deleteCas(String key, long index) {
    return decided(client.delete("/v1/kv/" + key + "?cas=" + index));
  }

  /// Sets all keys in one transaction.
  public Outcome<List<Entry>> setAll(Map<String, String> values) {
    Answer answer = client.put("/v1/txn", KvJson.sets(values));
    return outcome(answer, reply -> KvJson.transactionResults(reply.body()));
  }

  private static Outcome<Found> found(Answer answer) {
    return answer instanceof Reply reply && reply.status() == 404 && reply.index() > 0
        ? new Outcome.Done<>(new Found(List.of(), reply.index()))
        : outcome(answer, reply -> new Found(KvJson.entries(reply.body()), reply.index()));
  }

  /// Takes the key as a lock.
  public Outcome<Boolean> acquire(String key, String session, String value) {
    return decided(client.put("/v1/kv/" + key + "?acquire=" + session, value));
  }

  /// Gives the lock back.
  public Outcome<Boolean> release(String key, String session, String value) {
    return decided(client.put("/v1/kv/" + key + "?release=" + session, value));
  }

  /// Sets a key, if the session holds the lock, in one transaction.
  ///
  /// @return the fencing number and the ModifyIndex of the write, or nothing if the session does
  ///   not hold the lock
  public Outcome<Optional<Fenced>> setFenced(
      String lock, String session, String key, String value) {
    Answer answer = client.put("/v1/txn", KvJson.fenced(lock, session, key, value));
    return answer instanceof Reply reply && reply.status() == 409
        ? new Outcome.Done<>(Optional.empty())
        : outcome(answer, reply -> Optional.of(KvJson.fencedResult(reply.body())));
  }

  private static Outcome<Boolean> decided(Answer answer) {
    return outcome(answer, reply -> Boolean.parseBoolean(reply.body().strip()));
  }

  static <T> Outcome<T> outcome(Answer answer, Function<Reply, T> read) {
    return switch (answer) {
      case Reply reply when reply.status() == 200 -> new Outcome.Done<>(read.apply(reply));
      // An error may come after the command was on its way.
      case Reply reply when reply.status() >= 500 || reply.status() == 429 ->
          new Outcome.Unknown<>(reply.toString());
      case Reply reply -> throw new AssertionError("refused: " + reply);
      case Answer.NotSent(String why) -> new Outcome.Never<>(why);
      case Answer.Unknown(String why) -> new Outcome.Unknown<>(why);
    };
  }
}
