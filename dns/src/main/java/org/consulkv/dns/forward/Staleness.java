package org.consulkv.dns.forward;

import java.util.concurrent.CompletableFuture;
import org.consulkv.agent.config.DnsConfig;
import org.consulkv.server.Consistency;
import org.consulkv.server.Reads;

/// Whether a server answers from what it has, by `allow_stale` and `max_stale`.
public final class Staleness {
  private Staleness() {}

  /// Complete once the present state may be used.
  public static CompletableFuture<Void> barrier(Reads reads, DnsConfig config) {
    boolean stale =
        config.allowStale()
            && (config.maxStale().compareTo(DnsConfig.DEFAULT.maxStale()) >= 0
                || reads.contact().last().compareTo(config.maxStale()) <= 0);
    return reads.barrier(stale ? Consistency.STALE : Consistency.DEFAULT);
  }
}
