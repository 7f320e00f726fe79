package org.consulkv.gossip.net;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.consulkv.gossip.serf.SerfInput;
import org.consulkv.gossip.swim.Address;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tries the members of an earlier life one after the other until one answers. What happened before
/// its answer is not reported.
///
/// Threading: confined to the gossip loop.
@SuppressWarnings("FutureReturnValueIgnored") // Failures lead to the next.
final class Rejoining {
  private static final Logger LOG = LoggerFactory.getLogger(Rejoining.class);

  private final Loop loop;
  private final List<Address> left;
  private final CompletableFuture<Boolean> result;

  /// @param result gets whether one of them answered
  Rejoining(Loop loop, List<Address> known, CompletableFuture<Boolean> result) {
    this.loop = loop;
    left = new ArrayList<>(known);
    this.result = result;
  }

  void next() {
    if (left.isEmpty()) {
      result.complete(false);
      return;
    }
    Address next = left.removeFirst();
    loop.exchangeState(next, true, true)
        .whenComplete((_, failure) -> {
          if (failure == null) {
            LOG.info("gossip: rejoined the pool through {}", next);
            loop.step(new SerfInput.JoinedPool());
            result.complete(true);
          } else {
            LOG.debug("gossip: rejoin through {}: {}", next, failure.getMessage());
            next();
          }
        });
  }
}
