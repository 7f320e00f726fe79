package org.consulkv.agent.cache;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.consulkv.runtime.Bytes;

/// Servers with one value, which answer fetches as they would blocking queries.
final class Servers implements Fetch {
  final List<Long> asked = new ArrayList<>();
  private final List<Parked> parked = new ArrayList<>();
  private String value = "v1";
  private long index = 1;
  private boolean up = true;

  private record Parked(long index, CompletableFuture<Bytes> answer) {}

  @Override
  public CompletableFuture<Bytes> from(long since) {
    asked.add(since);
    CompletableFuture<Bytes> answer = new CompletableFuture<>();
    parked.add(new Parked(since, answer));
    settle();
    return answer;
  }

  /// Writes; the index goes up by one.
  void write(String written) {
    value = written;
    index++;
    settle();
  }

  /// Puts an older state in place.
  void restore(String written, long at) {
    value = written;
    index = at;
    for (Parked each : List.copyOf(parked)) {
      parked.remove(each);
      each.answer().complete(now());
    }
  }

  void stop() {
    up = false;
    settle();
  }

  void start() {
    up = true;
  }

  /// Queries that wait for a change.
  long parked() {
    return parked.stream().filter(each -> !each.answer().isCancelled()).count();
  }

  private Bytes now() {
    return Bytes.utf8(index + " " + value);
  }

  /// Reads what a fetch brought.
  static Fetched<String> read(Bytes answer) {
    String[] words = answer.toUtf8().split(" ", 2);
    return new Fetched<>(words[1], Long.parseLong(words[0]), words[1].length());
  }

  private void settle() {
    for (Parked each : List.copyOf(parked)) {
      if (!up) {
        parked.remove(each);
        each.answer().completeExceptionally(new IllegalStateException("nobody answers"));
      } else if (each.index() < index) {
        parked.remove(each);
        each.answer().complete(now());
      }
    }
  }
}
