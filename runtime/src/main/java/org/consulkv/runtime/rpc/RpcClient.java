package org.consulkv.runtime.rpc;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.consulkv.runtime.Bytes;

/// Calls other agents. All calls to one address share a connection, which is made when it is first
/// needed.
///
/// Threading: thread-safe. Futures complete on threads of the network, which must not be blocked.
public interface RpcClient extends AutoCloseable {
  /// Asks, and completes with the answer, or fails with an [RpcException]. To cancel the future is
  /// to give up: the other side's is cancelled too.
  ///
  /// @param timeout after which the call fails with [RpcException.Reason#LOST]
  CompletableFuture<Bytes> call(
      InetSocketAddress to, String method, Bytes request, Duration timeout);

  /// Sends a request of any length and gives the answer as it arrives. Blocks; closing the answer
  /// early gives up.
  ///
  /// @throws RpcException if the other side refused or is gone
  InputStream exchange(InetSocketAddress to, String method, InputStream request) throws IOException;

  /// For calls to servers of that datacenter, where they have to prove that they are of it. It ends
  /// with this one.
  default RpcClient in(String datacenter) {
    return this;
  }

  @Override
  void close();
}
