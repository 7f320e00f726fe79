package org.consulkv.runtime.rpc;

import java.util.concurrent.CompletableFuture;
import org.consulkv.runtime.Bytes;

/// Answers one method. Called on a thread of the network, which must not be blocked.
@FunctionalInterface
public interface RpcHandler {
  /// The answer, now or later. The future is cancelled when nobody waits for it any more; if it
  /// fails with an [RpcException], the caller gets its reason and message.
  CompletableFuture<Bytes> answer(Bytes request);
}
