package org.consulkv.agent.router;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.consulkv.agent.config.LimitConfig;
import org.consulkv.agent.metrics.Counter;
import org.consulkv.agent.metrics.Metrics;
import org.consulkv.runtime.Bytes;
import org.consulkv.runtime.Clock;
import org.consulkv.runtime.TokenBucket;
import org.consulkv.server.ApiException;
import org.consulkv.server.ErrorKind;
import org.jspecify.annotations.Nullable;

/// Counts what a client agent asks of servers, and refuses what is more than `limits.rpc_rate` and
/// `limits.rpc_max_burst` let through. Servers call each other without.
///
/// Threading: thread-safe; the bucket is guarded by this object's lock.
public final class CallMeter {
  /// Counts nothing, refuses nothing.
  public static final CallMeter NONE =
      new CallMeter(() -> LimitConfig.DEFAULT, () -> 0, _ -> {}, _ -> {}, _ -> {});

  private final Supplier<LimitConfig> limits;
  private final LongSupplier nanos;
  private final Counter calls;
  private final Counter exceeded;
  private final Counter failed;
  private LimitConfig present;
  private TokenBucket bucket;

  private CallMeter(
      Supplier<LimitConfig> limits,
      LongSupplier nanos,
      Counter calls,
      Counter exceeded,
      Counter failed) {
    this.limits = limits;
    this.nanos = nanos;
    this.calls = calls;
    this.exceeded = exceeded;
    this.failed = failed;
    present = limits.get();
    bucket = bucket(present);
  }

  /// @param limits as they are at the moment
  public static CallMeter of(Supplier<LimitConfig> limits, Clock clock, Metrics metrics) {
    return new CallMeter(
        limits,
        clock::nanos,
        metrics.counter("client.rpc"),
        metrics.counter("client.rpc.exceeded"),
        metrics.counter("client.rpc.failed"));
  }

  /// A future that the call gives, unless it is one too many.
  CompletableFuture<Bytes> call(Supplier<CompletableFuture<Bytes>> call) {
    ApiException refusal = refusal();
    if (refusal != null) {
      return CompletableFuture.failedFuture(refusal);
    }
    CompletableFuture<Bytes> answer = call.get();
    var _ =
        answer.whenComplete((_, failure) -> {
          if (failure != null && !answer.isCancelled()) {
            failed.add(1);
          }
        });
    return answer;
  }

  /// A call whose answer is a stream.
  interface Exchange {
    InputStream begin() throws IOException;
  }

  /// The answer's beginning, unless the call is one too many.
  InputStream exchange(Exchange call) throws IOException {
    ApiException refusal = refusal();
    if (refusal != null) {
      throw refusal;
    }
    try {
      return call.begin();
    } catch (IOException | RuntimeException e) {
      failed.add(1);
      throw e;
    }
  }

  private @Nullable ApiException refusal() {
    calls.add(1);
    if (takes()) {
      return null;
    }
    exceeded.add(1);
    return new ApiException(ErrorKind.TOO_MANY_REQUESTS, "rpc rate limit exceeded");
  }

  @SuppressWarnings("ReferenceEquality") // reloading makes a new one
  private synchronized boolean takes() {
    LimitConfig now = limits.get();
    if (now != present) {
      if (now.rpcRate() != present.rpcRate() || now.rpcMaxBurst() != present.rpcMaxBurst()) {
        bucket = bucket(now);
      }
      present = now;
    }
    return bucket.tryTake(nanos.getAsLong());
  }

  private TokenBucket bucket(LimitConfig from) {
    return new TokenBucket(from.rpcRate(), from.rpcMaxBurst(), nanos.getAsLong());
  }
}
