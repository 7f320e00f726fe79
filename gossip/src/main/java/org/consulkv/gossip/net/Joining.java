package org.consulkv.gossip.net;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.consulkv.gossip.serf.SerfInput;
import org.consulkv.gossip.swim.Address;

/// Exchanges state with some addresses, one after the other.
///
/// Threading: confined to the gossip loop.
@SuppressWarnings("FutureReturnValueIgnored") // Failures are collected.
final class Joining {
  private final Loop loop;
  private final List<Address> left;
  private final boolean ignoreOld;
  private final List<String> failures = new ArrayList<>();
  private final CompletableFuture<Integer> result = new CompletableFuture<>();
  private int reached;

  Joining(Loop loop, List<Address> addresses, boolean ignoreOld) {
    this.loop = loop;
    left = new ArrayList<>(addresses);
    this.ignoreOld = ignoreOld;
  }

  /// How many were reached, if any; else it fails with an [IOException].
  CompletableFuture<Integer> result() {
    return result;
  }

  void next() {
    if (left.isEmpty()) {
      end();
      return;
    }
    Address next = left.removeFirst();
    loop.exchangeState(next, true, ignoreOld)
        .whenComplete((_, failure) -> {
          if (failure == null) {
            reached++;
          } else {
            failures.add("Failed to join " + next.host() + ": " + reason(failure));
          }
          next();
        });
  }

  private void end() {
    if (reached > 0) {
      loop.step(new SerfInput.JoinedPool());
      result.complete(reached);
    } else {
      result.completeExceptionally(new IOException(String.join("; ", failures)));
    }
  }

  private static String reason(Throwable failure) {
    Throwable cause = failure.getCause();
    return String.valueOf((cause == null ? failure : cause).getMessage());
  }
}
